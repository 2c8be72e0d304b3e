package dev.pawl.testing;

import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What one attempt of a generated step does, and how it ends. It depends on nothing but the context, so a repetition that sees the same
 * does the same. Immutable.
 */
record Deed(List<Act> acts, End end) {
    static final Deed NOTHING = new Deed(List.of(), End.DONE);

    /** One thing that it does. */
    record Act(Kind kind, int slot, long seed) {
        @Override
        public String toString() {
            return kind.name().toLowerCase(java.util.Locale.ROOT)
                    + (kind == Kind.LOG || kind == Kind.RESULT
                            ? ""
                            : " " + WorkValues.SLOTS.get(slot).key().name());
        }
    }

    /** What can be done. */
    enum Kind {
        PUT,
        READ,
        LOG,
        RESULT,
        PROGRESS
    }

    /** How it can end. */
    enum End {
        DONE,
        DATA,
        SKIPPED,
        STOPPED,
        CHECKED,
        /** With the exception that a retry's {@code onlyIf} does not want to see again. */
        STATE,
        ERROR,
        NULL,
        UNSTORABLE;

        boolean isFailure() {
            return ordinal() >= CHECKED.ordinal();
        }
    }

    StepResult perform(WorkflowContext context, WorkLog log) throws Exception {
        long seen = 17;
        for (Act act : acts) {
            seen = seen * 31 + perform(act, seen, context).hashCode();
        }
        log.did(new WorkLog.Did(
                context.path(),
                context.attempt(),
                end + " " + Long.toHexString(seen) + " "
                        + context.idempotencyKey().endsWith("/" + context.path()),
                context.fencingToken()));
        return end(context, seen);
    }

    /** Words for what was seen. */
    private static String perform(Act act, long seen, WorkflowContext context) {
        WorkValues.Slot<?> slot = WorkValues.SLOTS.get(act.slot);
        switch (act.kind) {
            case PUT -> put(slot, act.seed + seen, context);
            case LOG -> context.log("line " + act.seed + " of " + seen);
            case PROGRESS -> context.progress(act.slot, 10, "half");
            case READ -> {
                return context.find(slot.key()).map(WorkValues::show).orElse("none");
            }
            case RESULT -> {
                return result(StepPlan.id((int) act.seed), context);
            }
        }
        return "";
    }

    private static <T> void put(WorkValues.Slot<T> slot, long number, WorkflowContext context) {
        context.put(slot.key(), slot.value().apply(number));
    }

    private static String result(String step, WorkflowContext context) {
        try {
            return WorkValues.show(context.result(step));
        } catch (dev.pawl.api.MissingValueException e) {
            return "none";
        }
    }

    private StepResult end(WorkflowContext context, long seen) throws Exception {
        return switch (end) {
            case DONE -> acts.isEmpty() ? StepResult.done() : StepResult.done("did " + acts.size());
            case DATA -> StepResult.done("with data", Map.of("seen", seen, "list", List.of(1, "two", true)));
            case SKIPPED -> StepResult.skipped("nothing to do");
            case STOPPED -> StepResult.stop("enough");
            case CHECKED -> throw new IOException("line " + seen);
            case STATE -> throw new IllegalStateException("state " + seen);
            case ERROR -> throw new StackOverflowError("thrown, not real");
            case NULL -> null;
            case UNSTORABLE -> {
                context.put(Key.of("nothing", Object.class), new Object());
                yield StepResult.done();
            }
        };
    }
}
