package dev.pawl.testing;

import dev.pawl.api.Key;
import dev.pawl.api.MissingValueException;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.pipeline.Effect;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one attempt of a generated step does, and how it ends. It depends on nothing but the context, so a repetition that sees the same
 * does the same. Immutable.
 */
record Deed(List<Act> acts, End end) {
    static final Deed NOTHING = new Deed(List.of(), End.DONE);

    /**
     * One thing that it does.
     *
     * @param slot the key that is put, read or counted up
     * @param node the id of the node whose data is read
     */
    record Act(Kind kind, WorkValues.Slot<?> slot, String node, long seed) {
        @Override
        public String toString() {
            String what =
                    kind == Kind.RESULT ? node : kind.isOfKey() ? slot.key().name() : "";
            return kind.name().toLowerCase(Locale.ROOT) + (what.isEmpty() ? "" : " " + what);
        }
    }

    /** What can be done. */
    enum Kind {
        PUT,
        READ,
        LOG,
        RESULT,
        PROGRESS,
        /** Puts one more than there was. */
        COUNT;

        boolean isOfKey() {
            return this == PUT || this == READ || this == COUNT;
        }
    }

    /** How it can end. */
    enum End {
        DONE,
        DATA,
        SKIPPED,
        STOPPED,
        CHECKED,
        ERROR,
        UNSTORABLE,
        /** With the exception that a retry's {@code onlyIf} does not want to see again. */
        STATE,
        /** With nothing, which the engine takes as {@link #STATE}. */
        NULL;

        boolean isFailure() {
            return ordinal() >= CHECKED.ordinal();
        }
    }

    /** The same, but it neither fails nor stops the run. */
    Deed harmless() {
        return end == End.STOPPED || end.isFailure() ? new Deed(acts, End.DONE) : this;
    }

    StepResult perform(WorkflowContext context, Effect effect, WorkLog log) throws Exception {
        long seen = 17;
        for (Act act : acts) {
            seen = seen * 31 + perform(act, seen, context).hashCode();
        }
        boolean isKeyed = context.idempotencyKey().endsWith("/" + context.path());
        String saw = end + " " + Long.toHexString(seen) + " " + isKeyed;
        log.did(new WorkLog.Did(context.path(), context.attempt(), effect, saw, context.fencingToken()));
        return end(context, seen);
    }

    /** Words for what was seen. */
    private static String perform(Act act, long seen, WorkflowContext context) {
        switch (act.kind) {
            case PUT -> put(act.slot, act.seed + seen, context);
            case COUNT -> put(act.slot, number(act.slot, context) + 1, context);
            case LOG -> context.log("line " + act.seed + " of " + seen);
            case PROGRESS -> context.progress(act.seed, 10, "half");
            case READ -> {
                return context.find(act.slot.key()).map(WorkValues::show).orElse("none");
            }
            case RESULT -> {
                return result(act.node, context);
            }
        }
        return "";
    }

    private static <T> void put(WorkValues.Slot<T> slot, long number, WorkflowContext context) {
        context.put(slot.key(), slot.value().apply(number));
    }

    private static long number(WorkValues.Slot<?> slot, WorkflowContext context) {
        return context.find(slot.key()).map(n -> ((Number) n).longValue()).orElse(0L);
    }

    private static String result(String node, WorkflowContext context) {
        try {
            return WorkValues.show(context.result(node));
        } catch (MissingValueException e) {
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
