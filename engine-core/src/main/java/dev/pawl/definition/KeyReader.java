package dev.pawl.definition;

import dev.pawl.api.Key;
import dev.pawl.pipeline.InputSpec;
import dev.pawl.pipeline.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads keys and inputs. Confined to one reading. */
final class KeyReader {
    private final Problems problems;
    private final ValueCheck values;

    /** An index is an Integer, so a key of that name is one too wherever it stands; the others are Longs. */
    private final Set<String> indexes;

    KeyReader(Problems problems, ValueCheck values, Object document) {
        this.problems = problems;
        this.values = values;
        this.indexes = indexes(document);
    }

    Optional<Key<?>> key(Object tree, At at) {
        return Fields.of(tree, PipelineFormat.KEY, at, problems).flatMap(this::key);
    }

    List<InputSpec> inputs(Fields pipeline) {
        List<InputSpec> inputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<?> all = pipeline.findOrHole(PipelineFormat.INPUTS).orElse(List.of());
        for (int i = 0; i < all.size(); i++) {
            At at = pipeline.at(PipelineFormat.INPUTS).element(i);
            Fields.of(all.get(i), PipelineFormat.INPUT, at, problems)
                    .flatMap(this::input)
                    .ifPresent(input -> {
                        if (names.add(input.name())) {
                            inputs.add(input);
                        } else {
                            problems.add(
                                    at.field("name"),
                                    "'" + input.name() + "' is the name of another input too: keep one");
                        }
                    });
        }
        return inputs;
    }

    private Optional<Key<?>> key(Fields fields) {
        Optional<String> name = fields.find(PipelineFormat.KEY_NAME);
        Optional<ValueType> type = fields.find(PipelineFormat.KEY_TYPE).flatMap(ValueType::named);
        boolean secret = fields.get(PipelineFormat.SECRET, false);
        if (name.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        Key<?> key = type.get() == ValueType.INTEGER && indexes.contains(name.get())
                ? Key.of(name.get(), Integer.class)
                : type.get().key(name.get());
        return Optional.of(secret ? key.secret() : key);
    }

    private Optional<InputSpec> input(Fields fields) {
        Optional<Key<?>> key = key(fields);
        boolean required = fields.get(PipelineFormat.REQUIRED, false);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        if (!fields.has(PipelineFormat.DEFAULT)) {
            return Optional.of(new InputSpec(key.get(), required, Optional.empty()));
        }
        At at = fields.at(PipelineFormat.DEFAULT);
        Object value = fields.raw(PipelineFormat.DEFAULT);
        if (required) {
            problems.add(at, "stands in for a value that is required: take either away");
        } else if (!fits(key.get(), value)) {
            problems.add(
                    at,
                    "expected " + words(key.get()) + ", found "
                            + (key.get().isSecret() ? "something else" : Tree.show(value)));
        } else if (values.check(value, at, false)) {
            return problems.made(at, () -> new InputSpec(key.get(), false, Optional.of(value)));
        }
        return Optional.of(new InputSpec(key.get(), required, Optional.empty()));
    }

    private static boolean fits(Key<?> key, Object value) {
        return switch (ValueType.of(key)) {
            case STRING -> value instanceof String;
            case INTEGER ->
                !(value instanceof Double)
                        && Tree.whole(value)
                                .filter(n -> key.rawType() == Long.class || n == n.intValue())
                                .isPresent();
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case LIST -> value instanceof List;
            case MAP -> value instanceof Map;
            case OBJECT -> value != null;
        };
    }

    private static String words(Key<?> key) {
        return switch (ValueType.of(key)) {
            case STRING -> "a text";
            case INTEGER -> "a whole number of " + (key.rawType() == Long.class ? 64 : 32) + " bits";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case LIST -> "a list";
            case MAP -> "an object";
            case OBJECT -> "a value";
        };
    }

    private static Set<String> indexes(Object document) {
        Set<String> found = new HashSet<>();
        Deque<Object> open = new ArrayDeque<>(List.of(document));
        while (!open.isEmpty()) {
            Object tree = open.pop();
            if (tree instanceof Map<?, ?> map) {
                if ("for-each".equals(map.get("kind")) && map.get("index") instanceof String name) {
                    found.add(name);
                }
                map.values().stream()
                        .filter(v -> v instanceof Map || v instanceof List)
                        .forEach(open::push);
            } else if (tree instanceof List<?> list) {
                list.stream().filter(v -> v instanceof Map || v instanceof List).forEach(open::push);
            }
        }
        return found;
    }
}
