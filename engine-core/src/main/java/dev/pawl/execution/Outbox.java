package dev.pawl.execution;

import dev.pawl.event.ProgressEvent;
import dev.pawl.store.Commit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;

/**
 * What a run has to tell its listeners, in order. A recorded event is told after its commit, and whatever comes behind it waits
 * for it. Whoever finds nobody telling tells all that may be told; the others leave their events and go. So the events of a
 * run are told one at a time, with no lock held, and no listener is called on a thread that commits. Thread-safe.
 */
final class Outbox {
    private final Listeners listeners;
    private final Executor tellers;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final AtomicBoolean called = new AtomicBoolean();

    Outbox(Listeners listeners, Executor tellers) {
        this.listeners = listeners;
        this.tellers = tellers;
    }

    /** An event that may be told when its commit has happened; the position it has by then is given to it. */
    private record Entry(Commit commit, LongFunction<ProgressEvent> event, int offset) {
        boolean mayGo() {
            return commit == null || commit.isDone();
        }
    }

    boolean isHeard() {
        return !listeners.isEmpty();
    }

    void passing(ProgressEvent event) {
        if (isHeard()) {
            entries.add(new Entry(null, position -> event, 0));
            tell();
        }
    }

    /** @param offset which row of the commit it is, from 0 */
    void recorded(Commit commit, int offset, LongFunction<ProgressEvent> event) {
        if (isHeard()) {
            entries.add(new Entry(commit, event, offset));
        }
    }

    /** Has the events up to this commit told when it happens, though the run itself does not wait for it. */
    void tellAfter(Commit commit) {
        if (isHeard()) {
            commit.onDone(() -> {
                if (called.compareAndSet(false, true)) {
                    tellers.execute(this::answer);
                }
            });
        }
    }

    private void answer() {
        called.set(false);
        tell();
    }

    /** Tells what may be told now. */
    void tell() {
        while (mayTell() && telling.compareAndSet(false, true)) {
            try {
                while (mayTell()) {
                    Entry entry = entries.poll();
                    if (entry.commit == null) {
                        listeners.tell(entry.event.apply(0));
                    } else if (entry.commit.refusal().isEmpty()) {
                        listeners.tell(entry.event.apply(entry.commit.position() + entry.offset));
                    }
                }
            } finally {
                telling.set(false);
            }
        }
    }

    private boolean mayTell() {
        Entry first = entries.peek();
        return first != null && first.mayGo();
    }
}
