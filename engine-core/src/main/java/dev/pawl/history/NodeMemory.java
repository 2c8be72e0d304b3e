package dev.pawl.history;

import dev.pawl.event.FlowEnded;
import dev.pawl.event.SubStarted;
import dev.pawl.event.WaitStarted;
import dev.pawl.walk.Failure;
import java.util.Objects;

/** What is known of a node that has begun and is not finished. Confined to one run. */
public final class NodeMemory {
    private static final Failures NONE = new Failures(0, "", "", 0, false);

    public Failures failures = NONE;

    /** How many attempts had failed when the fallback's turn came; 0 before. */
    public int fellBackAfter;

    /** Whether an attempt that must not be repeated has begun, and its end is not known. */
    public boolean begun;

    /** Which way a branch goes; null while it has not decided. */
    public String choice;

    /** The round that a loop is in; -1 before the first. */
    public int round = -1;

    /** How many items a for-each has; -1 while they have not been counted. */
    public int items = -1;

    /** What it waits for; null when it does not. */
    public WaitStarted wait;

    /** The pipeline that has begun here; null when none has. */
    public SubStarted sub;

    /** How the branch or the item with this name ended; null while it has not. */
    public FlowEnded end;

    /** What the step has noted for its next attempt; null when it has not. */
    public String note;

    /** What the item gives to its for-each; null when it gives nothing. */
    public Object collected;

    /**
     * How often a step failed, the last time how.
     *
     * @param retryAt when it is due again; 0 when it is not
     * @param fallsBack whether its fallback is next
     */
    public record Failures(int count, String error, String message, long retryAt, boolean fallsBack) {
        /** Whether nothing more is tried. */
        public boolean isFinal() {
            return count > 0 && retryAt == 0 && !fallsBack;
        }

        public String sentence() {
            return new Failure(error, message).sentence();
        }
    }

    boolean isNew() {
        return isSame(new NodeMemory());
    }

    boolean isSame(NodeMemory o) {
        return failures.equals(o.failures)
                && begun == o.begun
                && Objects.equals(choice, o.choice)
                && round == o.round
                && items == o.items
                && (wait == null) == (o.wait == null)
                && (sub == null) == (o.sub == null)
                && (end == null) == (o.end == null)
                && Objects.equals(note, o.note)
                && Objects.equals(collected, o.collected);
    }

    void failed(String error, String message, long retryAt, boolean fallsBack) {
        if (fallsBack && !failures.fallsBack) {
            fellBackAfter = failures.count + 1;
        }
        failures = new Failures(failures.count + 1, error, message, retryAt, fallsBack);
        begun = false;
        wait = null;
    }
}
