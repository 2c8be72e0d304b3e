package dev.pawl.process;

import dev.pawl.api.WorkflowContext;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that the program of an earlier attempt, of which only the note is left, does not run beside the next one. Stateless.
 */
final class Former {
    private Former() {}

    static void end(WorkflowContext context, ProcessTable table) {
        Optional<Identity> noted = context.note().flatMap(Identity::ofNote);
        if (noted.isEmpty() || !noted.get().era().equals(table.era())) {
            return;
        }
        Family family = new Family(table, noted.get());
        if (family.members().isEmpty()) {
            return;
        }
        context.log(
                "the program of an earlier attempt, process " + noted.get().pid() + ", still runs and is ended first");
        List<Long> left = family.end(Supervision.GRACE);
        if (!left.isEmpty()) {
            throw new ProcessFailedException(
                    "the program of an earlier attempt does not end, so it is not started again beside it; end the processes "
                            + left);
        }
    }
}
