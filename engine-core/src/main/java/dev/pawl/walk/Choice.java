package dev.pawl.walk;

import dev.pawl.pipeline.BranchNode;
import dev.pawl.pipeline.Case;
import dev.pawl.pipeline.Condition;
import java.util.function.Predicate;

/** Which way a branch goes, in every kind of run. Stateless. */
public final class Choice {
    private Choice() {}

    /** The id of the first case whose condition holds, else {@code otherwise}, or empty when there is no other way. */
    public static String of(BranchNode branch, Predicate<Condition> holds) {
        for (Case each : branch.cases()) {
            if (holds.test(each.when())) {
                return each.id();
            }
        }
        return branch.otherwise().isPresent() ? Case.OTHERWISE : "";
    }
}
