package dev.pawl.execution;

import dev.pawl.event.ProgressEvent;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes the log of one run for its owner: numbers the events, hands them over, and has them told after their commit. A step may
 * write lines from threads of its own, so numbering and handing over are one. Thread-safe.
 */
final class Journal {
    /** So many rows may be on their way without anybody waiting for them. */
    private static final int WINDOW = 512;

    private final long run;
    private final long epoch;
    private final RunLog log;
    private final EventRows rows;
    private final Outbox outbox;
    private final ReentrantLock lock = new ReentrantLock();
    private long seq; // guarded by lock
    private int onTheirWay; // guarded by lock

    Journal(long run, long epoch, long seq, RunLog log, EventRows rows, Outbox outbox) {
        this.run = run;
        this.epoch = epoch;
        this.seq = seq;
        this.log = log;
        this.rows = rows;
        this.outbox = outbox;
    }

    /** Makes an event of its place: asked once for the row, and again for the listeners when the position is known. */
    interface Telling {
        ProgressEvent at(long seq, long position);
    }

    Commit append(Telling event, byte[] delta) {
        return append(List.of(event), delta, Optional.empty(), List.of());
    }

    /**
     * Hands events over as one transaction.
     *
     * @param delta of the first event; the others have none
     */
    Commit append(List<Telling> events, byte[] delta, Optional<RunChange> change, List<Long> taken) {
        lock.lock();
        try {
            LogRow[] written = new LogRow[events.size()];
            for (int i = 0; i < written.length; i++) {
                written[i] = rows.row(run, events.get(i).at(seq + 1 + i, 0), i == 0 ? delta : LogRow.NO_DELTA);
            }
            Commit commit = log.append(new Checkpoint(run, epoch, List.of(written), change, taken));
            for (int i = 0; i < written.length; i++) {
                Telling event = events.get(i);
                long place = ++seq;
                outbox.recorded(commit, i, position -> event.at(place, position));
            }
            onTheirWay++;
            return commit;
        } finally {
            lock.unlock();
        }
    }

    /** An event that the run does not wait for: it is told when it is committed, with whatever comes next. */
    Commit appendAlong(Telling event, byte[] delta) {
        return appendAlong(List.of(event), delta, Optional.empty(), List.of());
    }

    Commit appendAlong(List<Telling> events, byte[] delta, Optional<RunChange> change, List<Long> taken) {
        Commit commit = append(events, delta, change, taken);
        outbox.tellAfter(commit);
        return commit;
    }

    long nextSeq() {
        lock.lock();
        try {
            return seq + 1;
        } finally {
            lock.unlock();
        }
    }

    /** What the run has to wait for behind a commit that it does not wait for: that one after all when too much is on its way. */
    Commit barrierAfter(Commit along, Commit barrier) {
        lock.lock();
        try {
            if (onTheirWay < WINDOW) {
                return barrier;
            }
            onTheirWay = 0;
            return along;
        } finally {
            lock.unlock();
        }
    }
}
