package dev.pawl.definition;

import dev.pawl.pipeline.InvalidPipelineException.Problem;
import dev.pawl.pipeline.NearestWord;
import dev.pawl.registry.StepRegistry;
import dev.pawl.registry.StepType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds steps against the registered step types, where these are known. Confined to one reading. */
final class TypeCheck {
    private static final int TOLD = 20;

    private final Optional<StepRegistry> registry;
    private final Problems problems;

    TypeCheck(Optional<StepRegistry> registry, Problems problems) {
        this.registry = registry;
        this.problems = problems;
    }

    /** Neither an unknown type nor a wrong setting keeps the pipeline from being judged. */
    void check(Fields step, String uses, Map<String, Object> with) {
        if (registry.isEmpty() || uses.equals(dev.pawl.pipeline.StepNode.INLINE)) {
            return;
        }
        Optional<StepType> type = registry.get().find(uses);
        if (type.isEmpty()) {
            problems.add(step.at(StepFormat.USES), problems.isFull() ? "" : unknown(uses));
            return;
        }
        for (Problem problem : type.get().check(with)) {
            problems.add(step.at(), "." + problem.path(), problem.message());
        }
    }

    private String unknown(String uses) {
        return "step type " + Tree.quoted(uses) + " is not registered"
                + NearestWord.hint(uses, registry.orElseThrow().words(), known());
    }

    private String known() {
        List<String> names = new ArrayList<>();
        registry.orElseThrow().types().forEach(type -> names.add(type.name()));
        if (names.isEmpty()) {
            return "no type is; give it to the engine's builder with stepType(…)";
        }
        return "registered are " + names.subList(0, Math.min(TOLD, names.size()))
                + (names.size() > TOLD ? " and " + (names.size() - TOLD) + " more" : "");
    }
}
