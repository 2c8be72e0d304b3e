package dev.pawl.execution;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunStatus;
import dev.pawl.history.EventRows;
import dev.pawl.history.Events;
import dev.pawl.history.Fold;
import dev.pawl.history.RunMemory;
import dev.pawl.history.Snapshots;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunLog;
import dev.pawl.store.StoreException;
import dev.pawl.store.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the log of one run for its owner: numbers the events, changes the memory by each, hands them over, and has them told after
 * their commit. What happens between two boundaries is collected and {@link #flush}ed as one transaction.
 *
 * <p>Its lock is the run's: a branch that goes on, and a line that a body logs from a thread of its own, come one after the other. Thread-safe.
 */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** So many transactions may be on their way without anybody waiting for them. */
    private static final int WINDOW = 512;

    final ReentrantLock lock = new ReentrantLock();
    private final long run;
    private final long epoch;
    private final RunLog log;
    private final EventRows forms;
    private final Outbox outbox;
    private final RunMemory memory;

    // All of these are guarded by lock.
    private final List<LogRow> rows = new ArrayList<>();
    private final List<Telling> tellings = new ArrayList<>();
    private final List<Long> taken = new ArrayList<>();
    private final List<Wait> opened = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private RunChange change;
    private boolean isAwaited;
    private long seq;
    private int onTheirWay;
    private volatile Commit barrier = Commit.committed(0);

    /** The transactions that closed the last full window, and the one before. */
    private Commit window = barrier;

    private volatile Commit windowBefore = barrier;

    Journal(long run, long epoch, Fold fold, RunLog log, EventRows forms, Outbox outbox) {
        this.run = run;
        this.epoch = epoch;
        this.seq = fold.seq;
        this.memory = fold.memory;
        this.log = log;
        this.forms = forms;
        this.outbox = outbox;
    }

    /** Makes an event of its place: asked once for the row, and again for the listeners when the position is known. */
    interface Telling {
        ProgressEvent at(long seq, long position);
    }

    /** Something happened that the run does not wait for: it is told when it is committed, with whatever comes next. */
    void along(Telling telling, byte[] delta) {
        ProgressEvent event = telling.at(++seq, 0);
        rows.add(forms.row(run, event, delta));
        tellings.add(telling);
        memory.appended(delta.length);
        Events.apply(memory, event, seq);
    }

    /** Something happened that has to be committed before the next body begins. */
    void add(Telling telling, byte[] delta) {
        along(telling, delta);
        isAwaited = true;
    }

    void add(Telling telling) {
        add(telling, LogRow.NO_DELTA);
    }

    void change(RunChange newChange) {
        long snapshot = change == null ? 0 : change.snapshot();
        change = new RunChange(
                newChange.status(),
                newChange.reason(),
                newChange.due(),
                Math.max(snapshot, newChange.snapshot()),
                newChange.seenMail());
        isAwaited = true;
    }

    void take(long mail) {
        taken.add(mail);
    }

    void opened(String path, String kind, String name, long since, long until) {
        closed.remove(path);
        opened.add(new Wait(run, path, kind, name, since, until));
    }

    void closed(String path) {
        if (!opened.removeIf(wait -> wait.path().equals(path))) {
            closed.add(path);
        }
    }

    /** The state of the run in one piece, when that is shorter than what would have to be read otherwise. */
    void snapshot(Telling telling) {
        if (memory.wantsSnapshot()) {
            along(telling, Snapshots.of(memory));
            RunStatus status = change == null ? memory.status : change.status();
            change = change == null
                    ? new RunChange(status, "", 0, seq)
                    : new RunChange(status, change.reason(), change.due(), seq, change.seenMail());
        }
    }

    /** Hands over what was collected. */
    void flush() {
        if (rows.isEmpty() && change == null && taken.isEmpty() && opened.isEmpty() && closed.isEmpty()) {
            return;
        }
        Commit commit =
                log.append(new Checkpoint(run, epoch, rows, Optional.ofNullable(change), taken, opened, closed));
        for (int i = 0; i < tellings.size(); i++) {
            Telling telling = tellings.get(i);
            long place = seq - tellings.size() + 1 + i;
            outbox.recorded(commit, i, position -> telling.at(place, position));
        }
        onTheirWay++;
        boolean isRefused = commit.isDone() && commit.refusal().isPresent();
        if (onTheirWay >= WINDOW) {
            windowBefore = window;
            window = commit;
        }
        if (isAwaited || isRefused || onTheirWay >= WINDOW) {
            barrier = commit;
            onTheirWay = 0;
        } else {
            outbox.tellAfter(commit);
        }
        clear();
    }

    private void clear() {
        rows.clear();
        tellings.clear();
        taken.clear();
        opened.clear();
        closed.clear();
        change = null;
        isAwaited = false;
    }

    /**
     * Waits while more is on its way than a store should have to keep for one run; so a body that has much to say goes no faster than the store.
     * Without the lock.
     */
    void awaitRoom() throws InterruptedException {
        Commit open = windowBefore;
        if (!open.isDone()) {
            try {
                open.await();
            } catch (StoreException e) {
                LOG.debug("what was to be recorded is refused: {}", e.getMessage());
            }
        }
    }

    /** The last transaction that must not be lost. */
    Commit barrier() {
        return barrier;
    }
}
