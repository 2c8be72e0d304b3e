package dev.pawl.execution;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import dev.pawl.event.StepProgress;
import dev.pawl.store.Commit;
import dev.pawl.walk.EngineTime;
import dev.pawl.walk.Listeners;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;

/**
 * What a run has to tell its listeners, in order. A recorded event is told after its commit, and whatever comes behind it waits
 * for it. Whoever finds nobody telling tells all that may be told; the others leave their events and go. So the events of a
 * run are told one at a time, with no lock held, and no listener is called on a thread that commits. Of the progress of a step that nobody has
 * had time for yet, only the newest is kept. Thread-safe.
 */
final class Outbox {
    private final Listeners listeners;
    private final Executor tellers;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final AtomicBoolean isCalled = new AtomicBoolean();

    /** How many have the run in hand; guarded by whoever keeps the outboxes. */
    int users;

    private final EngineTime time;
    private volatile Tick last; // the newest entry, while it is one that may still be changed
    private volatile Runnable whenIdle;
    private volatile Thread teller;
    private volatile ProgressListener called;
    private volatile long calledAt;

    Outbox(Listeners listeners, Executor tellers, EngineTime time) {
        this.listeners = listeners;
        this.time = time;
        this.tellers = tellers;
    }

    /** Something to be told, when it may be. */
    private interface Entry {
        boolean mayGo();

        /** Empty when it has become of no use. */
        Optional<ProgressEvent> take();
    }

    /** An event that may be told when its commit has happened; the position it has by then is given to it. */
    private record Recorded(Commit commit, LongFunction<ProgressEvent> event, int offset) implements Entry {
        @Override
        public boolean mayGo() {
            return commit.isDone();
        }

        @Override
        public Optional<ProgressEvent> take() {
            return commit.refusal().isEmpty() ? Optional.of(event.apply(commit.position() + offset)) : Optional.empty();
        }
    }

    /** An event that is told at once; while it waits behind another, a newer one of its kind may take its place. */
    private record Tick(AtomicReference<ProgressEvent> newest) implements Entry {
        @Override
        public boolean mayGo() {
            return true;
        }

        @Override
        public Optional<ProgressEvent> take() {
            return Optional.of(newest.getAndSet(null));
        }

        /** Whether it has not been told yet, and tells of this now. */
        boolean isNow(StepProgress event) {
            ProgressEvent old = newest.get();
            return old instanceof StepProgress o && o.path().equals(event.path()) && newest.compareAndSet(old, event);
        }
    }

    /** Done when everything has been told; null for nothing. */
    void whenIdle(Runnable action) {
        whenIdle = action;
    }

    boolean isIdle() {
        return entries.isEmpty() && !telling.get();
    }

    /** Whether somebody is telling, or could. */
    boolean isAtWork() {
        return telling.get() || mayTell();
    }

    /** Whether there is something to tell, and nobody at it. */
    boolean isLeft() {
        return !telling.get() && mayTell();
    }

    boolean isHeard() {
        return !listeners.isEmpty();
    }

    void passing(ProgressEvent event) {
        if (isHeard()) {
            Tick waiting = last;
            boolean isIn = waiting != null && event instanceof StepProgress tick && waiting.isNow(tick);
            if (!isIn) {
                Tick tick = new Tick(new AtomicReference<>(event));
                entries.add(tick);
                last = tick;
            }
            tell();
        }
    }

    /** @param offset which row of the commit it is, from 0 */
    void recorded(Commit commit, int offset, LongFunction<ProgressEvent> event) {
        if (isHeard()) {
            last = null;
            entries.add(new Recorded(commit, event, offset));
        }
    }

    /** Has the events up to this commit told when it happens, though the run itself does not wait for it. */
    void tellAfter(Commit commit) {
        if (isHeard()) {
            commit.onDone(() -> {
                if (isCalled.compareAndSet(false, true)) {
                    tellers.execute(this::answer);
                }
            });
        }
    }

    private void answer() {
        isCalled.set(false);
        tell();
    }

    /** Tells what may be told now. */
    void tell() {
        boolean hasTold = true;
        while (hasTold) {
            hasTold = tell(Integer.MAX_VALUE);
        }
    }

    /** Tells what comes first, and leaves the rest to another thread: whoever has that event is not held up by what comes after it. */
    void tellFirst() {
        if (tell(1) && mayTell()) {
            tellers.execute(this::tell);
        }
    }

    /** Whether this thread has told something; it has not where another one is at it. */
    private boolean tell(int most) {
        if (!mayTell() || !telling.compareAndSet(false, true)) {
            return false;
        }
        try {
            teller = Thread.currentThread();
            for (int i = 0; i < most && mayTell(); i++) {
                entries.poll().take().ifPresent(event -> listeners.tell(event, this::calling));
            }
        } finally {
            called = null;
            teller = null;
            telling.set(false);
        }
        Runnable idle = whenIdle;
        if (idle != null && entries.isEmpty()) {
            idle.run();
        }
        return true;
    }

    private void calling(ProgressListener listener) {
        calledAt = time.nanos();
        called = listener;
    }

    /** The listener that is being told something, if one is. */
    Optional<Telling> telling() {
        ProgressListener now = called;
        return now == null
                ? Optional.empty()
                : Optional.of(new Telling(now.toString(), Duration.ofNanos(time.nanos() - calledAt)));
    }

    /** Whether it is this thread that is telling, so that it is called by a listener. */
    boolean isToldHere() {
        return teller == Thread.currentThread();
    }

    private boolean mayTell() {
        Entry first = entries.peek();
        return first != null && first.mayGo();
    }
}
