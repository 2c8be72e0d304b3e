package dev.pawl.history;

import dev.pawl.event.ArtifactAdded;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepNoted;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepStarted;
import java.util.List;

/** How the events about steps are stored. Immutable. */
final class StepForms {
    static final List<EventForm<?>> ALL = List.of(
            new EventForm<>(
                    "step-finished",
                    StepFinished.class,
                    StepFinished::path,
                    StepFinished::attempt,
                    (e, out) -> {
                        out.number("nanos", e.nanos());
                        out.word("outcome", e.outcome());
                        out.text("message", e.message());
                    },
                    StepForms::finished),
            new EventForm<>(
                    "step-failed",
                    StepFailed.class,
                    StepFailed::path,
                    StepFailed::attempt,
                    (e, out) -> {
                        out.number("nanos", e.nanos());
                        out.text("error", e.error());
                        out.text("message", e.message());
                        out.number("retryAt", e.retryAt());
                        out.flag("fallsBack", e.fallsBack());
                    },
                    StepForms::failed),
            new EventForm<>(
                    "step-started",
                    StepStarted.class,
                    StepStarted::path,
                    StepStarted::attempt,
                    (e, out) -> {},
                    in -> new StepStarted(in.of, in.seq, in.position, in.millis, in.path, in.attempt)),
            new EventForm<>(
                    "step-logged",
                    StepLogged.class,
                    StepLogged::path,
                    StepLogged::attempt,
                    (e, out) -> out.text("line", e.line()),
                    in -> new StepLogged(in.of, in.seq, in.position, in.millis, in.path, in.attempt, in.text("line"))),
            new EventForm<>(
                    "step-noted",
                    StepNoted.class,
                    StepNoted::path,
                    StepNoted::attempt,
                    (e, out) -> {},
                    in -> new StepNoted(in.of, in.seq, in.position, in.millis, in.path, in.attempt)),
            new EventForm<>(
                    "artifact-added",
                    ArtifactAdded.class,
                    ArtifactAdded::path,
                    ArtifactAdded::attempt,
                    StepForms::write,
                    StepForms::artifact),
            EventForm.ofNode(
                    "step-resolved",
                    StepResolved.class,
                    StepResolved::path,
                    (e, out) -> {
                        out.word("decision", e.decision());
                        out.text("actor", e.actor());
                    },
                    StepForms::resolved));

    private StepForms() {}

    private static StepFinished finished(EventReader in) {
        var outcome = in.word("outcome", StepFinished.Outcome.class);
        return new StepFinished(
                in.of,
                in.seq,
                in.position,
                in.millis,
                in.path,
                in.attempt,
                in.number("nanos"),
                outcome,
                in.text("message"));
    }

    private static StepFailed failed(EventReader in) {
        return new StepFailed(
                in.of,
                in.seq,
                in.position,
                in.millis,
                in.path,
                in.attempt,
                in.number("nanos"),
                in.text("error"),
                in.text("message"),
                in.number("retryAt"),
                in.flag("fallsBack"));
    }

    private static void write(ArtifactAdded e, EventWriter out) {
        out.text("name", e.name());
        out.text("mediaType", e.mediaType());
        out.number("bytes", e.bytes());
        out.text("location", e.location());
    }

    private static ArtifactAdded artifact(EventReader in) {
        return new ArtifactAdded(
                in.of,
                in.seq,
                in.position,
                in.millis,
                in.path,
                in.attempt,
                in.text("name"),
                in.text("mediaType"),
                in.number("bytes"),
                in.text("location"));
    }

    private static StepResolved resolved(EventReader in) {
        var decision = in.word("decision", StepResolved.Decision.class);
        return new StepResolved(in.of, in.seq, in.position, in.millis, in.path, decision, in.text("actor"));
    }
}
