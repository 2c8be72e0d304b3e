package dev.pawl.history;

import dev.pawl.event.RunContinued;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunResumed;
import dev.pawl.event.RunSnapshotted;
import dev.pawl.event.RunStarted;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunStopping;
import dev.pawl.event.RunSubmitted;
import dev.pawl.event.RunWaiting;
import java.util.List;

/** How the events about whole runs are stored. Immutable. */
final class RunForms {
    static final String PARKED = "run-parked";
    static final String ENDED = "run-ended";

    static final List<EventForm<?>> ALL = List.of(
            EventForm.ofRun(
                    "run-submitted", RunSubmitted.class, in -> new RunSubmitted(in.of, in.seq, in.position, in.millis)),
            EventForm.ofRun(
                    "run-continued",
                    RunContinued.class,
                    (e, out) -> {
                        out.text("from", e.from());
                        out.text("at", e.at());
                        out.text("idempotency", e.idempotency());
                    },
                    RunForms::continued),
            EventForm.ofRun(
                    "run-started", RunStarted.class, in -> new RunStarted(in.of, in.seq, in.position, in.millis)),
            EventForm.ofRun(
                    "run-resumed",
                    RunResumed.class,
                    (e, out) -> {
                        out.text("after", e.after());
                        out.number("steps", e.steps());
                    },
                    in -> new RunResumed(in.of, in.seq, in.position, in.millis, in.text("after"), in.count("steps"))),
            EventForm.ofRun(
                    "run-snapshotted",
                    RunSnapshotted.class,
                    in -> new RunSnapshotted(in.of, in.seq, in.position, in.millis)),
            EventForm.ofRun(
                    "run-waiting",
                    RunWaiting.class,
                    (e, out) -> {
                        out.text("reason", e.reason());
                        out.number("until", e.until());
                    },
                    in -> new RunWaiting(in.of, in.seq, in.position, in.millis, in.text("reason"), in.number("until"))),
            EventForm.ofRun(
                    PARKED,
                    RunParked.class,
                    (e, out) -> {
                        out.text("reason", e.reason());
                        out.text("message", e.message());
                    },
                    in -> new RunParked(in.of, in.seq, in.position, in.millis, in.text("reason"), in.text("message"))),
            EventForm.ofRun(
                    "run-stopping",
                    RunStopping.class,
                    (e, out) -> {
                        out.word("reason", e.reason());
                        out.text("actor", e.actor());
                        out.text("message", e.message());
                    },
                    RunForms::stopping),
            EventForm.ofNode(
                    ENDED,
                    RunEnded.class,
                    RunEnded::path,
                    (e, out) -> {
                        out.word("status", e.status());
                        out.text("message", e.message());
                    },
                    RunForms::ended));

    private RunForms() {}

    private static RunContinued continued(EventReader in) {
        return new RunContinued(
                in.of, in.seq, in.position, in.millis, in.text("from"), in.text("at"), in.text("idempotency"));
    }

    private static RunStopping stopping(EventReader in) {
        var reason = in.word("reason", RunStopping.Reason.class);
        return new RunStopping(in.of, in.seq, in.position, in.millis, reason, in.text("actor"), in.text("message"));
    }

    private static RunEnded ended(EventReader in) {
        var status = in.word("status", RunStatus.class);
        return new RunEnded(in.of, in.seq, in.position, in.millis, status, in.path, in.text("message"));
    }
}
