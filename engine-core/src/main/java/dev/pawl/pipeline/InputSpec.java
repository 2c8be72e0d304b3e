package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import java.util.Map;
import java.util.Optional;

/**
 * A value that a run of a pipeline starts with. Immutable.
 *
 * @param required whether a run without it is refused
 * @param defaultValue taken when a run does not bring it: a tree of maps, lists, texts, numbers and booleans
 */
public record InputSpec(Key<?> key, boolean required, Optional<Object> defaultValue) {
    public InputSpec {
        requireNonNull(key, "key");
        if (required && defaultValue.isPresent()) {
            throw new IllegalArgumentException(
                    "input '" + key.name() + "' is required and has a default: say either of them");
        }
        Key<?> of = key;
        defaultValue = defaultValue.map(value -> checked(of, value));
    }

    /** The input's name. */
    public String name() {
        return key.name();
    }

    /** This input as data: name, type, and whether it is required or what stands in for it. */
    public Map<String, Object> shape() {
        Shape shape = Shape.of("name", key.name()).and("type", ValueType.of(key).word());
        shape.andIf(key.isSecret(), "secret", true).andIf(required, "required", true);
        defaultValue.ifPresent(value -> shape.and("default", Trees.valueOf("default", value)));
        return shape.map();
    }

    /** Numbers stay as they are, or become the key's own type where JSON knows no difference. */
    private static Object checked(Key<?> key, Object value) {
        String what = "default of input '" + key.name() + "'";
        Object tree = Trees.valueOf(what, value);
        ValueType type = ValueType.of(key);
        if (!type.accepts(tree)) {
            throw new IllegalArgumentException(
                    "the " + what + " is " + tree.getClass().getSimpleName() + ", but the input is of the type "
                            + type.word() + ": change either");
        }
        if (tree instanceof Number number && key.rawType() == Long.class) {
            return number.longValue();
        }
        if (tree instanceof Number number && key.rawType() == Double.class) {
            return number.doubleValue();
        }
        return key.rawType().isInstance(value) && value instanceof Number ? value : tree;
    }
}
