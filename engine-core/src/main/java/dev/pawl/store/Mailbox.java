package dev.pawl.store;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What others want of a run: a signal, an approval, to cancel it. Only its owner writes its log, so a wish is mail until the owner takes
 * it: the event and the mail's end are one {@link Checkpoint}. Thread-safe.
 */
public interface Mailbox {
    /**
     * Leaves a mail for a run and returns its number. A run that is WAITING or PARKED becomes QUEUED in the same transaction: its
     * next owner looks what the mail is about. After an urgent mail it is claimed before all others, also where it is
     * QUEUED for a later hour, and though its queue is full or paused. Mail for a
     * run that has ended is refused.
     */
    long post(Mail mail);

    /** The mail of a run, oldest first, at most {@code max}. */
    List<Mail> of(long run, int max);

    /** The mail after that number for the runs that this owner carries now, oldest first, at most {@code max}. */
    List<Mail> toOwner(String owner, long afterNumber, int max);

    /**
     * One wish.
     *
     * @param number given by the store; 0 before
     * @param name which signal, approval or step is meant; empty for the run
     * @param actor who wishes it
     * @param body what comes with it, opaque to the store
     * @param urgent whether the run is to look at it before its hour
     */
    record Mail(
            long number, long run, String kind, String name, String actor, byte[] body, long millis, boolean urgent) {
        public Mail(long number, long run, String kind, String name, String actor, byte[] body, long millis) {
            this(number, run, kind, name, actor, body, millis, false);
        }

        public Mail {
            requireNonNull(kind, "kind");
            requireNonNull(name, "name");
            requireNonNull(actor, "actor");
            requireNonNull(body, "body");
        }
    }
}
