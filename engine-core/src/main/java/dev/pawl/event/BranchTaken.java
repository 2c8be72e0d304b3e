package dev.pawl.event;

/**
 * A branch has chosen one of its ways.
 *
 * @param choice the id of the case, or {@code otherwise}; empty when no case holds and there is no other way
 */
public record BranchTaken(RunInfo of, long seq, long position, long millis, String path, String choice)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " " + path + " chooses " + (choice.isEmpty() ? "none of its cases" : choice);
    }
}
