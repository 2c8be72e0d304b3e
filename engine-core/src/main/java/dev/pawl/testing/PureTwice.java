package dev.pawl.testing;

import dev.pawl.api.StepResult;
import dev.pawl.engine.EngineBuilder;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunWaiting;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.history.DeltaReader;
import dev.pawl.history.RunMemory;
import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.Paths;
import dev.pawl.pipeline.Places;
import dev.pawl.pipeline.StepNode;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Does the PURE steps of a run again, each in a fork of the run at that step in which no other body runs, and compares what they put and
 * return. Of a step in a loop or a for-each that is done once. Confined to one thread.
 */
final class PureTwice {
    private final CrashRehearsal plan;
    private final RehearsalRuns.Straight straight;
    private final Repository repository;
    private final List<String> differences = new ArrayList<>();

    PureTwice(CrashRehearsal plan, RehearsalRuns.Straight straight) {
        this.plan = plan;
        this.straight = straight;
        this.repository = straight.repository();
    }

    List<String> differences() throws InterruptedException {
        Set<String> done = new HashSet<>();
        for (ProgressEvent event : straight.passage().events()) {
            if (event instanceof StepFinished step && isPure(step) && done.add(Paths.inPipeline(step.path()))) {
                again(step);
            }
        }
        return differences;
    }

    private boolean isPure(StepFinished step) {
        boolean isOwn = step.outcome() == StepFinished.Outcome.DONE || step.outcome() == StepFinished.Outcome.SKIPPED;
        return isOwn
                && Places.find(plan.pipeline, step.path())
                        .filter(place -> place.node() instanceof StepNode node
                                && node.policy().effect() == Effect.PURE)
                        .isPresent();
    }

    private void again(StepFinished step) throws InterruptedException {
        Recorder recorder = new Recorder();
        EngineBuilder builder = WorkflowEngine.builder()
                .repository(repository)
                .time(straight.time())
                .pipeline(plan.pipeline)
                .listener(recorder)
                .interceptor(
                        chain -> chain.context().path().equals(step.path()) ? chain.proceed() : StepResult.skipped(""));
        plan.engine.accept(builder);
        try (WorkflowEngine engine = builder.build()) {
            Run original = engine.find(straight.passage().result().run()).orElseThrow();
            Run fork = original.fork(step.path());
            Optional<ProgressEvent> end = end(step, fork, recorder);
            if (end.isPresent() && end.get() instanceof StepFailed failed) {
                differences.add("'" + step.path() + "' fails when it is done again: " + failed.message());
            } else if (end.isPresent() && end.get() instanceof StepFinished finished) {
                compare(step, finished);
            }
            if (!fork.status().isTerminal()) {
                fork.cancel("the rehearsal");
            }
            recorder.await(ProgressEvent::isLast, RehearsalEngine.LIMIT);
        }
    }

    /** How the step ends in the fork; empty when the fork ends before, as others have decided what it is part of. */
    private Optional<ProgressEvent> end(StepFinished step, Run fork, Recorder recorder) throws InterruptedException {
        long seen = 0;
        while (true) {
            long after = seen;
            ProgressEvent next = recorder.await(
                    event -> event.seq() > after
                            && event.run().equals(fork.id())
                            && (isEndOf(step, event) || event instanceof RunWaiting || event.isLast()),
                    RehearsalEngine.LIMIT);
            if (!(next instanceof RunWaiting waiting)) {
                return next.isLast() ? Optional.empty() : Optional.of(next);
            }
            seen = waiting.seq();
            long now = straight.time().now().toEpochMilli();
            straight.time().advance(Duration.ofMillis(Math.max(0, waiting.until() - now)));
        }
    }

    private static boolean isEndOf(StepFinished step, ProgressEvent event) {
        return event instanceof StepFinished done && done.path().equals(step.path())
                || event instanceof StepFailed failed && failed.path().equals(step.path()) && failed.retryAt() == 0;
    }

    private void compare(StepFinished first, StepFinished second) {
        RunMemory before = memory(first);
        RunMemory after = memory(second);
        String path = first.path();
        List<String> found = new ArrayList<>();
        PassageComparison.compare("its message", first.message(), second.message(), false, found);
        PassageComparison.compare(
                "its data", before.scopeOf(path).data(path), after.scopeOf(path).data(path), false, found);
        PassageComparison.values(before.scopeOf(path), after.scopeOf(path), plan.ignoredValues, found);
        found.forEach(difference -> differences.add("'" + path + "': " + difference));
    }

    /** What the step has put, as it was recorded. */
    private RunMemory memory(StepFinished step) {
        long run = repository.query().find(step.run()).orElseThrow().number();
        LogRow row = repository.log().read(run, step.seq() - 1, 1).get(0);
        RunMemory memory = new RunMemory();
        DeltaReader.into(memory, row.delta(), row.toString());
        return memory;
    }
}
