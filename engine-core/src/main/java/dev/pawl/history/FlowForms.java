package dev.pawl.history;

import dev.pawl.event.BranchTaken;
import dev.pawl.event.FlowEnded;
import dev.pawl.event.FlowJoined;
import dev.pawl.event.ItemsCounted;
import dev.pawl.event.LoopTurned;
import dev.pawl.event.SubStarted;
import java.util.List;

/** How the events about nodes that hold other nodes are stored. Immutable. */
final class FlowForms {
    static final List<EventForm<?>> ALL = List.of(
            EventForm.ofNode(
                    "branch-taken",
                    BranchTaken.class,
                    BranchTaken::path,
                    (e, out) -> out.text("choice", e.choice()),
                    in -> new BranchTaken(in.of, in.seq, in.position, in.millis, in.path, in.text("choice"))),
            EventForm.ofNode(
                    "loop-turned",
                    LoopTurned.class,
                    LoopTurned::path,
                    (e, out) -> {
                        out.number("round", e.round());
                        out.flag("goesOn", e.goesOn());
                    },
                    FlowForms::turned),
            EventForm.ofNode(
                    "items-counted",
                    ItemsCounted.class,
                    ItemsCounted::path,
                    (e, out) -> out.number("size", e.size()),
                    in -> new ItemsCounted(in.of, in.seq, in.position, in.millis, in.path, in.count("size"))),
            EventForm.ofNode(
                    "sub-started",
                    SubStarted.class,
                    SubStarted::path,
                    (e, out) -> {
                        out.text("pipeline", e.pipeline());
                        out.number("version", e.version());
                        out.text("fingerprint", e.fingerprint());
                    },
                    FlowForms::sub),
            EventForm.ofNode(
                    "flow-ended",
                    FlowEnded.class,
                    FlowEnded::path,
                    (e, out) -> {
                        out.word("outcome", e.outcome());
                        out.text("failedAt", e.failedAt());
                        out.text("message", e.message());
                    },
                    FlowForms::ended),
            EventForm.ofNode(
                    "flow-joined",
                    FlowJoined.class,
                    FlowJoined::path,
                    (e, out) -> {
                        out.texts("winners", e.winners());
                        out.number("done", e.done());
                        out.number("all", e.all());
                    },
                    FlowForms::joined));

    private FlowForms() {}

    private static LoopTurned turned(EventReader in) {
        return new LoopTurned(in.of, in.seq, in.position, in.millis, in.path, in.count("round"), in.flag("goesOn"));
    }

    private static SubStarted sub(EventReader in) {
        String pipeline = in.text("pipeline");
        int version = in.count("version");
        return new SubStarted(
                in.of, in.seq, in.position, in.millis, in.path, pipeline, version, in.text("fingerprint"));
    }

    private static FlowEnded ended(EventReader in) {
        var outcome = in.word("outcome", FlowEnded.Outcome.class);
        String failedAt = in.text("failedAt");
        return new FlowEnded(in.of, in.seq, in.position, in.millis, in.path, outcome, failedAt, in.text("message"));
    }

    private static FlowJoined joined(EventReader in) {
        List<String> winners = in.texts("winners");
        return new FlowJoined(
                in.of, in.seq, in.position, in.millis, in.path, winners, in.count("done"), in.count("all"));
    }
}
