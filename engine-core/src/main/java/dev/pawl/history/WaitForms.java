package dev.pawl.history;

import dev.pawl.event.WaitEnded;
import dev.pawl.event.WaitStarted;
import java.util.List;

/** How the events about waits are stored. Immutable. */
final class WaitForms {
    static final List<EventForm<?>> ALL = List.of(
            EventForm.ofNode(
                    "wait-started",
                    WaitStarted.class,
                    WaitStarted::path,
                    (e, out) -> {
                        out.word("kind", e.kind());
                        out.text("name", e.name());
                        out.number("until", e.until());
                    },
                    WaitForms::started),
            EventForm.ofNode(
                    "wait-ended",
                    WaitEnded.class,
                    WaitEnded::path,
                    (e, out) -> {
                        out.text("outcome", e.outcome());
                        out.text("actor", e.actor());
                        out.text("role", e.role());
                        out.text("comment", e.comment());
                    },
                    WaitForms::ended));

    private WaitForms() {}

    private static WaitStarted started(EventReader in) {
        var kind = in.word("kind", WaitStarted.Kind.class);
        return new WaitStarted(
                in.of, in.seq, in.position, in.millis, in.path, kind, in.text("name"), in.number("until"));
    }

    private static WaitEnded ended(EventReader in) {
        String outcome = in.text("outcome");
        String actor = in.text("actor");
        String role = in.text("role");
        return new WaitEnded(in.of, in.seq, in.position, in.millis, in.path, outcome, actor, role, in.text("comment"));
    }
}
