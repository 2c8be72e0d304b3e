package dev.pawl.testing;

import dev.pawl.engine.RefusedException;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import dev.pawl.store.StoreException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An engine that carries generated work on a repository, and the people around it: they answer what the run waits for, and decide about
 * steps that were interrupted. Confined to one thread, but for {@link #crashed}.
 */
final class Carrier implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int PAGE = 1_000;

    private final RandomWork work;
    private final WorkLog log;
    private final Pipeline pipeline;
    private final WorkflowEngine engine;
    private final Set<String> answered = new HashSet<>();
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean isOver;

    Carrier(RandomWork work, WorkLog log, Repository repository) {
        this.work = work;
        this.log = log;
        this.pipeline = work.pipeline(log);
        this.engine = WorkflowEngine.builder()
                .repository(repository)
                .stepType(work.type(log))
                .pipeline(pipeline)
                .listener(this::hear)
                .build();
    }

    /** Submits a run, and sends the signals that are to be there before anything waits for them. */
    Run submit() {
        List<String> early = work.early(pipeline);
        SubmitOptions plain = SubmitOptions.defaults();
        SubmitOptions options = early.isEmpty() ? plain : plain.delay(Duration.ofMillis(1));
        Run run = engine.submit(pipeline.name(), work.inputs(), options);
        early.forEach(path -> answer(run, path));
        return run;
    }

    Run find(String run) {
        return engine.find(run).orElseThrow(() -> new AssertionError("the submitted run " + run + " is not found"));
    }

    private void hear(ProgressEvent event) {
        if (event.isLast()) {
            crashed();
        }
    }

    /** Nothing more will happen. */
    void crashed() {
        isOver = true;
        bell.release();
    }

    /**
     * Answers and decides until the run has ended or the crash has come.
     *
     * @param decision about a step that was interrupted alone, and stands in no other node; all others are repeated
     */
    void carry(Run run, Decision decision) throws InterruptedException {
        Asked asked = new Asked();
        try (EventFeed feed = run.events(0)) {
            while (!isOver && !asked.isEnded()) {
                feed.onReady(bell::release);
                if (!bell.tryAcquire(LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new AssertionError("nothing happens to the run within " + LIMIT + ": " + run.status() + " "
                            + Outcome.recorded(run) + "\nof " + work);
                }
                feed.next(PAGE, Duration.ZERO).forEach(asked::on);
                asked.waits().forEach(path -> answer(run, path));
                decide(run, asked.interrupted(), decision);
            }
        }
    }

    /** Once, whatever becomes of it: a mail that is lost with the crash is sent again by the one who comes after it. */
    private void answer(Run run, String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (work.find(id).orElse(null) instanceof WaitPlan wait && answered.add(path)) {
            unlessTooLate(() -> wait.answer(run, path));
        }
    }

    private void decide(Run run, List<String> interrupted, Decision decision) {
        for (String path : interrupted) {
            boolean isAlone = interrupted.size() == 1 && work.isTop(path);
            unlessTooLate(() -> run.resolve(path, isAlone ? decision : Decision.REPEAT, "the trial"));
        }
    }

    /** The run may have ended or gone on in the meantime; and after a crash nothing is taken. */
    private static void unlessTooLate(Runnable wish) {
        try {
            wish.run();
        } catch (RefusedException e) {
            if (e.reason() != RefusedException.Reason.WRONG_STATE) {
                throw e;
            }
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.CLOSED) {
                throw e;
            }
        }
    }

    /**
     * All that can be known of the run, which has ended.
     *
     * @param crashedAt the position of the last event before the crash; 0 when there was none
     */
    Outcome outcome(Run run, long crashedAt) throws InterruptedException {
        RunResult result = run.await(LIMIT)
                .filter(known -> known.status().isTerminal())
                .orElseThrow(() -> new AssertionError(
                        "the run did not end within " + LIMIT + ": " + run.status() + " " + Outcome.recorded(run)));
        return Outcome.of(result, work, Outcome.recorded(run), crashedAt, log.entries(), engine.verify());
    }

    @Override
    public void close() {
        engine.close();
    }
}
