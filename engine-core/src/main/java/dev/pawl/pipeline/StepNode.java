package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step, by its code or by the name of a registered step type.
 *
 * @param name what people call it; the id when nothing else was said
 * @param uses the registered step type, or {@link #INLINE}
 * @param code present exactly when {@code uses} is inline
 * @param with its settings, each a literal or a reference {@code {"from": "step-or-key.path"}}
 */
public record StepNode(
        String id, String name, String uses, Optional<Step> code, Map<String, Object> with, StepPolicy policy)
        implements Node {
    /** Stands where a step has Java code of its own instead of a registered type. */
    public static final String INLINE = "inline";

    public StepNode {
        Names.checkId(id);
        Names.checkText("name", name);
        Names.checkText("step type", uses);
        requireNonNull(policy, "policy");
        with = Trees.copyOf(with);
        Reference.allIn(with);
        if (code.isPresent() != uses.equals(INLINE)) {
            throw new IllegalArgumentException("step '" + id + "' uses '" + uses + "' and has "
                    + (code.isPresent() ? "code" : "no code") + ": say either");
        }
    }

    @Override
    public String kind() {
        return "step";
    }

    @Override
    public Map<String, Object> shape() {
        Shape shape = Shape.of("id", id)
                .andIf(!name.equals(id), "name", name)
                .and("uses", uses)
                .and("with", with);
        policy.describe(shape);
        return shape.map();
    }

    @Override
    public List<Reference> references() {
        return with.isEmpty() ? List.of() : Reference.allIn(with);
    }

    @Override
    public List<Key<?>> keys() {
        return function().map(f -> List.<Key<?>>of(f.in(), f.out())).orElse(List.of());
    }

    /** The function that this step is, if it is one; of other code nobody knows what it puts. */
    Optional<FunctionStep<?, ?>> function() {
        return code.isPresent() && code.get() instanceof FunctionStep<?, ?> f ? Optional.of(f) : Optional.empty();
    }
}
