package dev.pawl.event;

/**
 * A wait is over.
 *
 * @param outcome {@code received} for a signal, {@code approved} or {@code rejected} for an approval, {@code woken} for a point
 *     in time; when nobody answered in time, the default outcome of the wait
 * @param actor who answered; empty when nobody did, or did not say who it was
 * @param role the role in which the actor answered; empty for none
 * @param comment what the actor said with it; empty for nothing
 */
public record WaitEnded(
        RunInfo of,
        long seq,
        long position,
        long millis,
        String path,
        String outcome,
        String actor,
        String role,
        String comment)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " " + path + " " + outcome
                + (actor.isEmpty() ? "" : " by " + actor)
                + (role.isEmpty() ? "" : " as " + role)
                + (comment.isEmpty() ? "" : ": " + comment);
    }
}
