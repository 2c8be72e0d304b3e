package dev.pawl.testing;

import dev.pawl.engine.EngineBuilder;
import dev.pawl.engine.RefusedException;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunStatus;
import dev.pawl.store.Repository;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An engine of a {@link CrashRehearsal}, and the people and the clock around it: when a run has nothing to do, its waits are answered or the
 * clock goes on. Confined to one thread, but for {@link #crashed}.
 */
final class RehearsalEngine implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int PAGE = 1_000;

    private final CrashRehearsal plan;
    private final Repository repository;
    private final SettableTime time;
    private final WorkflowEngine engine;
    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean isOver;

    RehearsalEngine(CrashRehearsal plan, Repository repository, SettableTime time) {
        this.plan = plan;
        this.repository = repository;
        this.time = time;
        EngineBuilder builder = WorkflowEngine.builder()
                .repository(repository)
                .time(time)
                .pipeline(plan.pipeline)
                .interceptor(chain -> {
                    bodies.add(chain.context().path());
                    return chain.proceed();
                });
        plan.engine.accept(builder);
        this.engine = builder.build();
    }

    Run submit() {
        return engine.submit(plan.pipeline, plan.inputs, SubmitOptions.defaults());
    }

    Run find(String run) {
        return engine.find(run).orElseThrow(() -> new AssertionError("the submitted run " + run + " is not found"));
    }

    /** The steps of which a body has begun here. */
    Set<String> bodies() {
        return bodies;
    }

    /** Nothing more will happen. */
    void crashed() {
        isOver = true;
        bell.release();
    }

    /** Answers, decides and lets time pass until the run has ended or the crash has come. */
    void carry(Run run) throws InterruptedException {
        Asked asked = new Asked();
        try (EventFeed feed = run.events(0)) {
            while (!isOver && !asked.isEnded()) {
                feed.onReady(bell::release);
                if (!bell.tryAcquire(LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new AssertionError("nothing happens to the run within " + LIMIT + ": " + run.explain()
                            + "; a body that waits for its time-out waits for ever here");
                }
                List<ProgressEvent> told = feed.next(PAGE, Duration.ZERO);
                told.forEach(asked::on);
                boolean isParked = !told.isEmpty() && told.get(told.size() - 1) instanceof RunParked;
                List<String> interrupted = asked.interrupted();
                unlessCrashed(() -> {
                    interrupted.forEach(path -> decide(run, path));
                    attend(run, isParked && interrupted.isEmpty());
                });
            }
        }
    }

    /** @param isParked whether it needs a person for something else than a step that was interrupted */
    private void attend(Run run, boolean isParked) {
        RunRow row = row(run);
        RunStatus status = row.state().status();
        boolean isLeft = status == RunStatus.WAITING || isParked && status == RunStatus.PARKED;
        if (!isLeft || !repository.mailbox().of(row.number(), 1).isEmpty()) {
            return;
        }
        List<Wait> waits = repository.query().waits(row.number());
        if (!row(run).state().equals(row.state())) {
            return;
        }
        Optional<Consumer<Run>> answer = waits.stream()
                .flatMap(wait -> Optional.ofNullable(plan.answers.get(wait.path()))
                        .or(() -> Optional.ofNullable(plan.answers.get(wait.name())))
                        .stream())
                .findFirst();
        if (answer.isPresent()) {
            answer.get().accept(run);
        } else if (row.state().due() > 0) {
            long left = row.state().due() - time.now().toEpochMilli();
            time.advance(Duration.ofMillis(Math.max(0, left)));
        } else {
            throw new AssertionError(
                    "the run does not go on by itself: " + run.explain() + "; say who answers with answer(…)");
        }
    }

    /** Somebody may have decided before the crash. */
    private void decide(Run run, String path) {
        try {
            run.resolve(path, plan.decision, "the rehearsal");
        } catch (RefusedException e) {
            if (e.reason() != RefusedException.Reason.WRONG_STATE) {
                throw e;
            }
        }
    }

    private RunRow row(Run run) {
        return repository.query().find(run.id()).orElseThrow();
    }

    /** After a crash nothing is taken. */
    private static void unlessCrashed(Runnable wish) {
        try {
            wish.run();
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.CLOSED) {
                throw e;
            }
        }
    }

    /** All that can be known of the run, which has ended. */
    Passage passage(Run run, long crashedAt) throws InterruptedException {
        RunResult result = run.await(LIMIT)
                .orElseThrow(() -> new AssertionError("the run did not end within " + LIMIT + ": " + run.explain()));
        List<ProgressEvent> events = Outcome.recorded(run);
        return Passage.of(result, repository, events, crashedAt, engine.verify());
    }

    @Override
    public void close() {
        engine.close();
    }
}
