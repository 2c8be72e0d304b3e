package dev.pawl.report;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.WaitStarted.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run has waited for, and who ended that. Immutable.
 *
 * @param name what the sender of a signal or a decision calls it; empty for an hour
 * @param until when it is over without an answer
 * @param ended when it was over; empty while it is not
 * @param outcome what the answer was; empty while there is none
 * @param actor who answered; empty when nobody did
 * @param role in which role; empty for none
 * @param comment what was said with it; empty for nothing
 */
public record WaitReport(
        String path,
        Kind kind,
        String name,
        Instant since,
        Optional<Instant> until,
        Optional<Instant> ended,
        String outcome,
        String actor,
        String role,
        String comment) {
    public WaitReport {
        requireNonNull(path, "path");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        requireNonNull(since, "since");
        requireNonNull(until, "until");
        requireNonNull(ended, "ended");
        requireNonNull(outcome, "outcome");
        requireNonNull(actor, "actor");
        requireNonNull(role, "role");
        requireNonNull(comment, "comment");
    }

    WaitReport over(Instant when) {
        return new WaitReport(path, kind, name, since, until, Optional.of(when), outcome, actor, role, comment);
    }
}
