package dev.pawl.sqlite.trial;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.engine.Answer;
import dev.pawl.engine.RefusedException;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.ProgressEvent;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.EndedRuns;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQuery.RunFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the threads of a crowd do, by chance. Everything that is thrown and is not about the run itself fails the trial. Thread-safe. */
final class Crowd implements AutoCloseable {
    private static final String SIGNAL = "go";
    private static final int CAPACITY = 2_000;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** What may be said to those who come too late, or ask for a run that was pruned. */
    private static final Set<Reason> FAIR = EnumSet.of(Reason.WRONG_STATE, Reason.QUEUE_FULL, Reason.UNKNOWN_RUN);

    private final Repository repository;
    private final WorkflowEngine engine;
    private final Map<Integer, Run> runs = new ConcurrentHashMap<>();
    private final Map<String, Integer> begins = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();

    Crowd(Repository repository) {
        this.repository = repository;
        this.engine = WorkflowEngine.builder()
                .repository(repository)
                .concurrency(8)
                .workers(16)
                .pipeline(Pipeline.named("plain")
                        .step("one", this::work)
                        .step("two", this::work)
                        .build())
                .pipeline(Pipeline.named("asks")
                        .step("one", this::work)
                        .signal(SIGNAL)
                        .step("two", this::work)
                        .build())
                .build();
    }

    private StepResult work(WorkflowContext context) {
        begins.merge(context.runId() + "/" + context.path(), 1, Integer::sum);
        return StepResult.done("done", context.path().repeat(300));
    }

    /** Does one thing after another until then; returns how many. */
    int act(Random chance, long end) throws InterruptedException {
        int acts = 0;
        do {
            try {
                act(chance);
            } catch (RefusedException e) {
                if (!FAIR.contains(e.reason())) {
                    throw e;
                }
                refused.incrementAndGet();
            }
            acts++;
        } while (System.nanoTime() < end);
        return acts;
    }

    private void act(Random chance) throws InterruptedException {
        int what = chance.nextInt(100);
        if (what < 35 || runs.isEmpty()) {
            submit(what % 3 == 0 ? "asks" : "plain");
        } else if (what < 50) {
            any(chance).ifPresent(run -> run.signal(SIGNAL, Answer.by("ada")));
        } else if (what < 56) {
            any(chance).ifPresent(run -> run.cancel("ada"));
        } else if (what < 80) {
            look(chance);
        } else if (what < 90) {
            follow(chance);
        } else {
            set(chance);
        }
    }

    private void submit(String pipeline) {
        Run run =
                engine.submit(pipeline, Inputs.none(), SubmitOptions.defaults().subject("crowd:" + pipeline));
        runs.put(number.getAndIncrement(), run);
    }

    /** One that may take a signal, in half of the cases. */
    private Optional<Run> any(Random chance) {
        return Optional.ofNullable(runs.get(chance.nextInt(Math.max(1, runs.size()))))
                .filter(run -> repository
                        .query()
                        .find(run.id())
                        .filter(row -> row.spec().pipeline().equals("asks"))
                        .isPresent());
    }

    private void look(Random chance) {
        switch (chance.nextInt(6)) {
            case 0 -> any(chance).ifPresent(Run::explain);
            case 1 -> any(chance).ifPresent(Run::report);
            case 2 -> repository.query().list(RunFilter.all(), Long.MAX_VALUE, 20);
            case 3 -> engine.statistics(EndedRuns.ofPipeline("plain"));
            case 4 -> engine.health();
            default -> engine.queues().all();
        }
    }

    private void follow(Random chance) throws InterruptedException {
        long from = Math.max(0, repository.log().lastPosition() - chance.nextInt(200));
        try (EventFeed feed = engine.events(EventFilter.all(), from)) {
            long last = from;
            for (ProgressEvent event : feed.next(100, Duration.ofMillis(20))) {
                if (event.isRecorded()) {
                    // What was pruned meanwhile leaves gaps.
                    if (event.position() <= last) {
                        throw new AssertionError("position " + last + " is followed by " + event.position());
                    }
                    last = event.position();
                    events.incrementAndGet();
                }
            }
        }
    }

    private void set(Random chance) {
        String queue = SubmitOptions.DEFAULT_QUEUE;
        switch (chance.nextInt(3)) {
            case 0 -> {
                engine.queues().pause(queue);
                engine.queues().resume(queue);
            }
            case 1 -> engine.queues().limit(queue, 1 + chance.nextInt(16));
            default -> engine.queues().capacity(queue, chance.nextBoolean() ? 0 : CAPACITY);
        }
    }

    /** Lets all runs end, and says what is wrong with them. */
    List<String> endAll() throws InterruptedException {
        engine.queues().resume(SubmitOptions.DEFAULT_QUEUE);
        engine.queues().limit(SubmitOptions.DEFAULT_QUEUE, 16);
        List<String> wrong = new ArrayList<>();
        for (Run run : runs.values()) {
            if (repository.query().find(run.id()).isPresent()) {
                end(run).ifPresent(wrong::add);
            }
        }
        begins.forEach((body, times) -> {
            if (times != 1) {
                wrong.add(body + " began " + times + " times");
            }
        });
        wrong.addAll(engine.verify());
        return wrong;
    }

    private Optional<String> end(Run run) throws InterruptedException {
        if (!run.status().isTerminal()) {
            signalOnceMore(run);
        }
        Optional<RunResult> end = run.await(LIMIT);
        if (end.isEmpty() || !end.get().status().isTerminal()) {
            return Optional.of(run + " has not ended: " + run.explain());
        }
        boolean isWanted = Set.of("", "cancelled by ada").contains(end.get().message());
        return isWanted ? Optional.empty() : Optional.of(run + " ended as nobody wanted: " + end.get());
    }

    private void signalOnceMore(Run run) {
        try {
            run.signal(SIGNAL, Answer.by("bob"));
        } catch (RefusedException e) {
            if (e.reason() != Reason.WRONG_STATE && e.reason() != Reason.UNKNOWN_WAIT) {
                throw e;
            }
        }
    }

    @Override
    public String toString() {
        return runs.size() + " runs, " + begins.size() + " bodies, " + events + " events followed, " + refused
                + " who came too late";
    }

    @Override
    public void close() {
        engine.close();
    }
}
