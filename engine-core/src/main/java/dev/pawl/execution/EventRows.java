package dev.pawl.execution;

import dev.pawl.event.*;
import dev.pawl.store.LogRow;
import dev.pawl.store.StateCodec;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.Map;

/** Events as rows, rows as events: the one place that knows both. Thread-safe. */
public final class EventRows {
    private static final String EMPTY = "{}";

    private final StateCodec codec;

    public EventRows(StateCodec codec) {
        this.codec = codec;
    }

    /** Whether nobody carries the run after this row. */
    public static boolean endsCarrying(LogRow row) {
        return row.type().equals("run-ended") || row.type().equals("run-parked");
    }

    LogRow row(long run, ProgressEvent event, byte[] delta) {
        String path = "";
        int attempt = 0;
        String type;
        String text = EMPTY;
        if (event instanceof StepFinished e) {
            type = "step-finished";
            path = e.path();
            attempt = e.attempt();
            text = e.message().isEmpty()
                    ? text(Map.of("nanos", e.nanos(), "outcome", e.outcome().name()))
                    : text(Map.of("nanos", e.nanos(), "outcome", e.outcome().name(), "message", e.message()));
        } else if (event instanceof StepFailed e) {
            type = "step-failed";
            path = e.path();
            attempt = e.attempt();
            text = text(Map.of("nanos", e.nanos(), "error", e.error(), "message", e.message(), "retryAt", e.retryAt()));
        } else if (event instanceof StepStarted e) {
            type = "step-started";
            path = e.path();
            attempt = e.attempt();
        } else if (event instanceof StepLogged e) {
            type = "step-logged";
            path = e.path();
            attempt = e.attempt();
            text = text(Map.of("line", e.line()));
        } else if (event instanceof StepResolved e) {
            type = "step-resolved";
            path = e.path();
            text = text(Map.of("decision", e.decision().name(), "actor", e.actor()));
        } else if (event instanceof RunSubmitted) {
            type = "run-submitted";
        } else if (event instanceof RunStarted) {
            type = "run-started";
        } else if (event instanceof RunResumed e) {
            type = "run-resumed";
            text = text(Map.of("after", e.after(), "steps", e.steps()));
        } else if (event instanceof RunSnapshotted) {
            type = "run-snapshotted";
        } else if (event instanceof RunParked e) {
            type = "run-parked";
            text = text(Map.of("reason", e.reason(), "message", e.message()));
        } else if (event instanceof RunEnded e) {
            type = "run-ended";
            path = e.path();
            text = text(Map.of("status", e.status().name(), "message", e.message()));
        } else {
            throw new IllegalArgumentException("a passing event has no row: " + event);
        }
        return new LogRow(run, event.seq(), event.position(), event.millis(), type, path, attempt, text, delta);
    }

    /** The event of a row, about that run. */
    public ProgressEvent event(LogRow row, RunInfo of) {
        long seq = row.seq();
        long position = row.position();
        long millis = row.millis();
        String path = row.path();
        int attempt = row.attempt();
        Fields f = new Fields(row);
        return switch (row.type()) {
            case "step-finished" ->
                new StepFinished(
                        of,
                        seq,
                        position,
                        millis,
                        path,
                        attempt,
                        f.number("nanos"),
                        StepFinished.Outcome.valueOf(f.string("outcome")),
                        f.string("message"));
            case "step-failed" ->
                new StepFailed(
                        of,
                        seq,
                        position,
                        millis,
                        path,
                        attempt,
                        f.number("nanos"),
                        f.string("error"),
                        f.string("message"),
                        f.number("retryAt"));
            case "step-started" -> new StepStarted(of, seq, position, millis, path, attempt);
            case "step-logged" -> new StepLogged(of, seq, position, millis, path, attempt, f.string("line"));
            case "step-resolved" ->
                new StepResolved(
                        of,
                        seq,
                        position,
                        millis,
                        path,
                        StepResolved.Decision.valueOf(f.string("decision")),
                        f.string("actor"));
            case "run-submitted" -> new RunSubmitted(of, seq, position, millis);
            case "run-started" -> new RunStarted(of, seq, position, millis);
            case "run-resumed" -> new RunResumed(of, seq, position, millis, f.string("after"), (int) f.number("steps"));
            case "run-snapshotted" -> new RunSnapshotted(of, seq, position, millis);
            case "run-parked" -> new RunParked(of, seq, position, millis, f.string("reason"), f.string("message"));
            case "run-ended" ->
                new RunEnded(
                        of, seq, position, millis, RunStatus.valueOf(f.string("status")), path, f.string("message"));
            default ->
                throw new StoreException(
                        Reason.FOREIGN,
                        row + " has a type that this version does not know; use the version that wrote it");
        };
    }

    private String text(Map<String, Object> fields) {
        return codec.encode(fields, Object.class);
    }

    /** The fields of a row's public part, read when the first one is asked for. */
    private final class Fields {
        private final LogRow row;
        private Map<?, ?> fields;

        Fields(LogRow row) {
            this.row = row;
        }

        String string(String name) {
            return field(name) instanceof String s ? s : "";
        }

        long number(String name) {
            return field(name) instanceof Number n ? n.longValue() : 0;
        }

        private Object field(String name) {
            if (fields == null) {
                fields = (Map<?, ?>) codec.decode(row.event(), Map.class);
            }
            return fields.get(name);
        }
    }
}
