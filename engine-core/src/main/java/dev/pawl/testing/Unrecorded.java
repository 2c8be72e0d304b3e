package dev.pawl.testing;

import dev.pawl.api.Values;
import dev.pawl.engine.RunFailedException;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import java.util.Map;

/**
 * Runs work on the caller's thread, where nothing is recorded, and holds the end against that of a recorded run: the status, where it
 * failed, and after a success the values and the data of the nodes. Stateless.
 */
final class Unrecorded {
    private Unrecorded() {}

    /** Whether it can be run like this and comes to the same: nobody waits, and nothing that is put cannot be stored. */
    static boolean canRun(RandomWork work) {
        return !work.waits()
                && work.all()
                        .noneMatch(node -> node instanceof StepPlan step
                                && (step.tries().has(Deed.End.UNSTORABLE)
                                        || step.fallback()
                                                .filter(deed -> deed.end() == Deed.End.UNSTORABLE)
                                                .isPresent()));
    }

    static void check(String where, RandomWork work, Outcome recorded) {
        try (WorkflowEngine engine =
                WorkflowEngine.builder().stepType(work.stepType()).build()) {
            Values values = engine.run(work.pipeline(), work.inputs());
            equal(where, work, recorded.status(), RunStatus.COMPLETED);
            Map<String, String> found = Outcome.values(values, work);
            equal(where, work, recorded.values(), found);
        } catch (RunFailedException e) {
            equal(where, work, place(recorded.status(), recorded.path()), place(e.status(), e.path()));
        }
    }

    private static String place(RunStatus status, String path) {
        return status + " at " + path;
    }

    private static void equal(String where, RandomWork work, Object recorded, Object unrecorded) {
        if (!recorded.equals(unrecorded)) {
            throw new AssertionError(where + ": a submitted run ends\n  " + recorded
                    + "\nand one on the caller's thread\n  " + unrecorded + "\nwork\n  " + work);
        }
    }
}
