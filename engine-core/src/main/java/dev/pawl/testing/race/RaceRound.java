package dev.pawl.testing.race;

import dev.pawl.api.Inputs;
import dev.pawl.engine.Answer;
import dev.pawl.engine.RefusedException;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunWaiting;
import dev.pawl.testing.Expect;
import dev.pawl.testing.race.Race.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One run, to which two things happen at the same time. Confined to one thread, but for what the two sides do. */
final class RaceRound {
    private static final Duration LIMIT = Duration.ofSeconds(Expect.LIMIT_SECONDS);

    private final RaceGround ground;
    private final int number;
    private final Run run;
    private final RaceBodies.OfRun bodies;
    private final AtomicInteger sidesOver = new AtomicInteger();
    private final List<ProgressEvent> followed = new ArrayList<>();

    RaceRound(RaceGround ground, int number, boolean isStubborn) {
        this.ground = ground;
        this.number = number;
        this.run = ground.first().submit(RacePipelines.NAME, Inputs.none());
        this.bodies = ground.bodies.of(run.id());
        bodies.stubborn(isStubborn);
    }

    /** Runs it to its end; whether the first side has won. */
    boolean play(RaceStart start) throws Exception {
        EventFeed feed = ground.second().events(run.id(), 0);
        try (feed) {
            if (RacePipelines.beginsInBody(ground.race)) {
                bodies.awaitHolding();
            } else {
                follow(feed, RunWaiting.class);
            }
            RaceStart.Off off = start.go(() -> side(ground.race.first()), () -> side(ground.race.second()));
            RunResult result = await(ground.second().find(run.id()).orElseThrow());
            off.await();
            follow(feed, ProgressEvent.class);
            return new RaceCheck(ground, number, run.id(), result, bodies).check(followed, knownToFirst());
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\nthe run " + run.id() + " is " + where() + ", its bodies " + bodies.all()
                            + ", its log " + log(),
                    e);
        } finally {
            bodies.release();
            ground.ear.forget(run.id());
        }
    }

    private void side(Act act) {
        try {
            perform(act);
        } finally {
            // What was taken over still sits in a body, or begins anew there.
            if (sidesOver.incrementAndGet() == 2 && ground.race.has(Act.TAKE_OVER)) {
                bodies.release();
            }
        }
    }

    private void perform(Act act) {
        switch (act) {
            case CANCEL -> {
                for (WorkflowEngine engine : ground.engines()) {
                    unlessOver(() -> in(engine).cancel("ada"));
                }
            }
            case COMPLETE -> bodies.release();
            case TIME_OUT -> ground.clock.advance(RacePipelines.LIMIT);
            case RESUME -> {
                if (ground.race == Race.COMPLETE_RESUME) {
                    ground.handOver();
                } else {
                    ground.clock.advance(RacePipelines.NAP);
                }
            }
            case SIGNAL -> {
                Answer answer = Answer.by("ada").with(RacePipelines.VALUE.is(number));
                unlessOver(() -> run.signal(RacePipelines.NEWS, answer));
                if (ground.race.has(Act.TAKE_OVER)) {
                    unlessOver(() -> in(ground.second()).signal(RacePipelines.MORE));
                }
            }
            case TAKE_OVER -> ground.takeOver();
        }
    }

    private Run in(WorkflowEngine engine) {
        return engine.find(run.id()).orElseThrow();
    }

    /** Only a run that has ended may refuse it. */
    private void unlessOver(Runnable wish) {
        try {
            wish.run();
        } catch (RefusedException e) {
            Expect.equal(Reason.WRONG_STATE, e.reason(), "the refusal '" + e.getMessage() + "'");
            Expect.that(in(ground.second()).status().isTerminal(), "a run that refuses a wish has ended");
        }
    }

    private static RunResult await(Run run) throws InterruptedException {
        return run.await(LIMIT).orElseThrow(() -> new AssertionError("the run has not ended within " + LIMIT));
    }

    /** What those who have waited since the submit are told; the engine may have been closed before. */
    private RunResult knownToFirst() throws InterruptedException {
        if (ground.race != Race.COMPLETE_RESUME) {
            return await(run);
        }
        try {
            return await(run);
        } catch (RefusedException e) {
            Expect.equal(Reason.CLOSED, e.reason(), "the refusal '" + e.getMessage() + "'");
            return await(in(ground.second()));
        }
    }

    /** Reads until such an event; of any type, to the end. */
    private void follow(EventFeed feed, Class<? extends ProgressEvent> until) throws InterruptedException {
        boolean isFound = false;
        while (!isFound && !feed.isEnded()) {
            List<ProgressEvent> events = feed.next(1, LIMIT);
            Expect.that(!events.isEmpty() || feed.isEnded(), "the feed goes on after " + followed);
            events.stream().filter(ProgressEvent::isRecorded).forEach(followed::add);
            isFound = until != ProgressEvent.class && events.stream().anyMatch(until::isInstance);
        }
    }

    private String where() {
        return in(ground.second()).status() + ": " + in(ground.second()).explain();
    }

    private List<ProgressEvent> log() throws InterruptedException {
        try (EventFeed feed = ground.second().events(run.id(), 0)) {
            return feed.next(1_000, Duration.ofSeconds(1));
        }
    }
}
