package dev.pawl.inline;

import dev.pawl.api.Key;
import dev.pawl.pipeline.InputSpec;
import dev.pawl.pipeline.Reference;
import dev.pawl.walk.Unable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pipeline inside a run begins with: what its node gives it, what the run has under that name already, or the default. Confined
 * to one beginning.
 */
final class InlineInputs {
    private final InlineContext scope;
    private final Map<Key<?>, Object> values = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    InlineInputs(InlineContext scope) {
        this.scope = scope;
    }

    /** @param given a tree of settings, in which there may be references; null when the node gives none */
    void read(InputSpec input, Object given) {
        if (given != null) {
            Object value = resolved(given);
            if (value != null) {
                InlineFit.to(input.key(), value)
                        .ifPresentOrElse(
                                fitting -> values.put(input.key(), fitting),
                                () -> wrong.add(InlineFit.misfit("input '" + input.name() + "'", input.key(), value)));
            }
        } else if (scope.named(input.name()) == null) {
            if (input.defaultValue().isPresent()) {
                values.put(input.key(), input.defaultValue().get());
            } else if (input.required()) {
                wrong.add(Unable.missingInput(input.name()));
            }
        }
    }

    /** The tree with what its references lead to, by reference; null when one leads nowhere. */
    private Object resolved(Object tree) {
        Optional<Reference> reference = Reference.read(tree);
        if (reference.isPresent()) {
            Object value = scope.at(reference.get()).orElse(null);
            if (value == null) {
                wrong.add(Unable.nothingAt(reference.get()));
            }
            return value;
        }
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, value) -> copy.put(name, resolved(value)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(value -> copy.add(resolved(value)));
            return copy;
        }
        return tree;
    }

    /** All that does not fit, a phrase each. */
    List<String> wrong() {
        return wrong;
    }

    void put() {
        values.forEach(scope::set);
    }
}
