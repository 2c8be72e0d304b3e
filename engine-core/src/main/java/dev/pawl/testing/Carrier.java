package dev.pawl.testing;

import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An engine that carries generated work on a repository, in no time: its clock leaps over every wait. Confined to one thread. */
final class Carrier implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final RandomWork work;
    private final WorkLog log;
    private final Pipeline pipeline;
    private final WorkflowEngine engine;

    Carrier(RandomWork work, WorkLog log, Repository repository) {
        this.work = work;
        this.log = log;
        this.pipeline = work.pipeline(log);
        this.engine = WorkflowEngine.builder()
                .repository(repository)
                .time(SettableTime.leapingFrom(START))
                .stepType(work.type(log))
                .pipeline(pipeline)
                .build();
    }

    Run submit() {
        return engine.submit(pipeline.name(), work.inputs());
    }

    Run find(String run) {
        return engine.find(run).orElseThrow(() -> new AssertionError("the submitted run " + run + " is not found"));
    }

    /** Waits for the end of the run, and decides for the person who is asked on the way. */
    Outcome end(Run run, Decision decision) throws InterruptedException {
        RunResult result = await(run);
        if (result.status() == RunStatus.PARKED) {
            engine.resolve(run.id(), Story.interrupted(events(run)), decision, "the trial");
            result = await(run);
            while (result.status() == RunStatus.PARKED && run.status() != RunStatus.PARKED) {
                result = await(run);
            }
        }
        if (!result.status().isTerminal()) {
            throw new AssertionError("the run did not end: " + result + " " + events(run));
        }
        return Outcome.of(result, work, events(run), log.entries(), engine.verify());
    }

    private RunResult await(Run run) throws InterruptedException {
        return run.await(LIMIT)
                .orElseThrow(() -> new AssertionError("the run did not end within " + LIMIT + ": " + engineView(run)));
    }

    private static String engineView(Run run) {
        return run.status() + " " + recorded(run);
    }

    List<ProgressEvent> events(Run run) {
        return recorded(run);
    }

    /** All that is recorded by now. */
    private static List<ProgressEvent> recorded(Run run) {
        List<ProgressEvent> events = new ArrayList<>();
        try (EventFeed feed = run.events(0)) {
            List<ProgressEvent> page = feed.next(1_000, Duration.ZERO);
            while (!page.isEmpty()) {
                page.stream().filter(ProgressEvent::isRecorded).forEach(events::add);
                page = feed.next(1_000, Duration.ZERO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return events;
    }

    @Override
    public void close() {
        engine.close();
    }
}
