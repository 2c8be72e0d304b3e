package dev.pawl.execution;

import dev.pawl.api.TimeSource.Wake;
import dev.pawl.event.StepStarted;
import dev.pawl.history.Scope;
import dev.pawl.pipeline.Effect;
import dev.pawl.walk.BoundStep;
import dev.pawl.walk.EngineTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One attempt of a step that is under way. It ends once: when its body returns, or when it is abandoned because the body does not care
 * that it was interrupted; then whatever the body still does is refused. {@link #perform} is confined to one thread, the rest is thread-safe.
 */
final class Attempt implements Task {
    /** So long a body may take to end after it was interrupted. */
    static final Duration GRACE = Duration.ofSeconds(5);

    final Strand strand;
    final BoundStep place;
    final BoundStep body;
    final String path;
    final int number;
    final Scope scope;

    /** Which try of this body it is; a fallback's are counted anew. */
    final int tries;

    /** Whether it undoes or ends something, so that it is not stopped with the rest. */
    final boolean isProtected;

    final Interruption interruption = new Interruption();
    private final RecordedRun run;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final List<Wake> wakes = new ArrayList<>(); // guarded by itself
    private volatile boolean hasReturned;
    private volatile Thread thread;
    private volatile long start;

    Attempt(
            Strand strand,
            BoundStep place,
            BoundStep body,
            String path,
            int number,
            int tries,
            Scope scope,
            boolean isProtected) {
        this.strand = strand;
        this.run = strand.run;
        this.place = place;
        this.body = body;
        this.path = path;
        this.number = number;
        this.tries = tries;
        this.scope = scope;
        this.isProtected = isProtected;
    }

    @Override
    public boolean isAfterCommit() {
        return true;
    }

    @Override
    public Runnable perform() {
        EngineTime time = run.with.time();
        start = time.nanos();
        if (body.policy.effect() != Effect.EXTERNAL_ONCE) {
            strand.pass(new StepStarted(run.info, 0, 0, time.millisAt(start), path, number));
        }
        thread = Thread.currentThread();
        if (!interruption.enter()) {
            return isOver.compareAndSet(false, true) ? () -> strand.attempt = null : null;
        }
        Optional<Duration> timeout = body.policy.timeout();
        if (timeout.isPresent()) {
            wakeAfter(timeout.get(), this::timedOut);
        }
        RecordedContext context = new RecordedContext(this, run.encoding);
        Tried tried = Tried.of(body, context, run.encoding, interruption, time, start);
        strand.passed();
        hasReturned = true;
        if (!isOver.compareAndSet(false, true)) {
            run.with.abandoned().ended(this);
            return null;
        }
        cancelWakes();
        Verdict verdict = Verdict.of(this, tried);
        return () -> run.steps.ended(this, tried, verdict);
    }

    private void timedOut() {
        interrupt(Interruption.Reason.TIMEOUT);
    }

    /** Interrupts the body; one that does not end then is abandoned when its grace is over, unless the engine closes anyway. */
    void interrupt(Interruption.Reason why) {
        if (interruption.interrupt(why) && why != Interruption.Reason.CLOSE) {
            wakeAfter(GRACE, this::abandon);
        }
    }

    /** The run is not carried on here; the body is interrupted as at a close, but nobody waits for it for ever. */
    void drop() {
        if (interruption.interrupt(Interruption.Reason.CLOSE)) {
            wakeAfter(GRACE, this::abandon);
        }
    }

    private void abandon() {
        run.with.aside().execute(() -> run.carriage.abandon(this));
    }

    /** Whether it was still under way; it is over now. */
    boolean giveUp() {
        if (isOver.compareAndSet(false, true)) {
            cancelWakes();
            run.with.abandoned().add(this, thread);
            if (hasReturned) {
                run.with.abandoned().ended(this);
            }
            return true;
        }
        return false;
    }

    boolean isOver() {
        return isOver.get();
    }

    RunRecorder.Attempted attempted() {
        return new RunRecorder.Attempted(path, number, start, run.with.time().nanos());
    }

    private void wakeAfter(Duration time, Runnable action) {
        EngineTime now = run.with.time();
        Wake wake = now.source().wakeAt(now.nanos() + time.toNanos(), action);
        synchronized (wakes) {
            wakes.add(wake);
        }
        if (isOver()) {
            cancelWakes();
        }
    }

    private void cancelWakes() {
        synchronized (wakes) {
            wakes.forEach(Wake::cancel);
            wakes.clear();
        }
    }

    @Override
    public String toString() {
        return "attempt " + number + " of step '" + path + "' of run " + run.info.id();
    }
}
