package dev.pawl.event;

/**
 * The first event of a run that continues another one. Its state begins as that of the other.
 *
 * @param from the id of the run that it continues
 * @param at the path of the node that it begins with; empty when it begins with what had failed
 * @param idempotency what the idempotency keys of its steps begin with; a retry keeps that of the run before
 */
public record RunContinued(RunInfo of, long seq, long position, long millis, String from, String at, String idempotency)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + (at.isEmpty() ? " retries " + from : " continues " + from + " at " + at);
    }
}
