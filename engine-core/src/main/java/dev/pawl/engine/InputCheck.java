package dev.pawl.engine;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.pipeline.InputSpec;
import dev.pawl.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the inputs of a run against those that its pipeline declares. */
final class InputCheck {
    private InputCheck() {}

    /**
     * The inputs with the defaults of those that are not given. A pipeline that declares none takes any.
     *
     * @throws RefusedException naming everything that is missing, wrong or given twice
     */
    static Inputs complete(Pipeline pipeline, Inputs given) {
        List<InputSpec> declared = pipeline.inputs();
        if (declared.isEmpty() && given.values().size() < 2) {
            return given;
        }
        List<String> wrong = new ArrayList<>();
        Map<String, Key.Value<?>> byName = new LinkedHashMap<>();
        for (Key.Value<?> value : given.values()) {
            if (byName.put(value.key().name(), value) != null) {
                wrong.add("'" + value.key().name() + "' is given twice");
            }
        }
        for (InputSpec input : declared) {
            Key.Value<?> value = byName.get(input.name());
            if (value != null) {
                if (!input.key().rawType().isInstance(value.value())) {
                    wrong.add("'" + input.name() + "' is a "
                            + value.value().getClass().getSimpleName() + " instead of "
                            + input.key().type().getTypeName());
                }
            } else if (input.defaultValue().isPresent()) {
                byName.put(
                        input.name(), valueOf(input.key(), input.defaultValue().get()));
            } else if (input.required()) {
                wrong.add("'" + input.name() + "' is missing");
            }
        }
        if (!declared.isEmpty()) {
            List<String> names = declared.stream().map(InputSpec::name).toList();
            byName.keySet().stream()
                    .filter(name -> !names.contains(name))
                    .forEach(name -> wrong.add("'" + name + "' is not one of " + names));
        }
        if (!wrong.isEmpty()) {
            throw new RefusedException(
                    Reason.INPUTS,
                    "pipeline '" + pipeline.name() + "' cannot start with these inputs: " + String.join("; ", wrong));
        }
        List<Key.Value<?>> all = List.copyOf(byName.values());
        return () -> all;
    }

    @SuppressWarnings("unchecked")
    private static <T> Key.Value<T> valueOf(Key<T> key, Object value) {
        return new Key.Value<>(key, (T) value);
    }
}
