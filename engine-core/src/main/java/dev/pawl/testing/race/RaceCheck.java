package dev.pawl.testing.race;

import dev.pawl.engine.RunResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunStopping;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.WaitEnded;
import dev.pawl.testing.Expect;
import dev.pawl.testing.race.Race.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What has to hold of a run when two things have happened to it: there is one outcome, and everybody sees it. Confined to one thread. */
final class RaceCheck {
    private final RaceGround ground;
    private final int round;
    private final String run;
    private final RunResult result;
    private final List<RaceBodies.Began> bodies;
    private final List<ProgressEvent> log;
    private final RunEnded end;

    RaceCheck(RaceGround ground, int round, String run, RunResult result, RaceBodies.OfRun bodies)
            throws InterruptedException {
        this.ground = ground;
        this.round = round;
        this.run = run;
        this.result = result;
        this.bodies = bodies.all();
        this.log = log();
        Expect.that(log.get(log.size() - 1) instanceof RunEnded, "the last event is the end of the run");
        this.end = (RunEnded) log.get(log.size() - 1);
    }

    private List<ProgressEvent> log() throws InterruptedException {
        List<ProgressEvent> all = new ArrayList<>();
        try (EventFeed feed = ground.second().events(run, 0)) {
            while (!feed.isEnded()) {
                List<ProgressEvent> events = feed.next(1_000, Duration.ofSeconds(Expect.LIMIT_SECONDS));
                Expect.that(!events.isEmpty(), "the log has an end");
                all.addAll(events);
            }
        }
        return all.stream().filter(ProgressEvent::isRecorded).toList();
    }

    /** Whether the first side has won. */
    boolean check(List<ProgressEvent> followed, RunResult known) throws InterruptedException {
        numbered();
        Expect.equal(log, followed, "what was followed from the start, beside the log");
        heard();
        agrees(result, "whoever found the run");
        agrees(known, "whoever submitted it");
        for (WorkflowEngine engine :
                ground.race == Race.COMPLETE_RESUME ? List.of(ground.second()) : ground.engines()) {
            Expect.equal(end.status(), engine.find(run).orElseThrow().status(), "the status that an engine tells");
        }
        nothingIsLeft();
        stopsAsItSays();
        effects();
        values();
        boolean firstWins = ground.race.firstWins(log);
        Expect.that(
                ground.race.ends(firstWins).contains(end.status()),
                "it ends as " + ground.race.ends(firstWins) + " when the " + (firstWins ? "first" : "second")
                        + " side wins");
        return firstWins;
    }

    private void numbered() {
        Expect.equal(
                LongStream.rangeClosed(1, log.size()).boxed().toList(),
                log.stream().map(ProgressEvent::seq).toList(),
                "the numbers of the events");
        Expect.equal(1L, log.stream().filter(ProgressEvent::isLast).count(), "how often the run has ended");
    }

    /** All listeners together hear each event once; where one engine tells everything, in order. */
    private void heard() throws InterruptedException {
        List<ProgressEvent> heard = new ArrayList<>(ground.ear.await(run, log.size()));
        if (ground.engines().size() > 1) {
            heard.sort(Comparator.comparingLong(ProgressEvent::seq));
        }
        Expect.equal(log, heard, "what the listeners heard, beside the log");
    }

    private void agrees(RunResult told, String who) {
        Expect.equal(
                end.status() + " " + end.path() + " " + end.message(),
                told.status() + " " + told.path() + " " + told.message(),
                "the outcome that is told to " + who);
    }

    private void nothingIsLeft() {
        var query = ground.repository().query();
        long number = query.find(run).orElseThrow().number();
        Expect.equal(List.of(), query.waits(number), "what the run still waits for");
        Expect.equal(List.of(), ground.repository().mailbox().of(number, 10), "the mail that is left");
    }

    private void stopsAsItSays() {
        Optional<RunStopping> stopping = log.stream()
                .filter(RunStopping.class::isInstance)
                .map(RunStopping.class::cast)
                .findFirst();
        stopping.ifPresent(stop -> Expect.equal(
                stop.reason() == RunStopping.Reason.CANCEL ? RunStatus.CANCELLED : RunStatus.FAILED,
                end.status(),
                "the end of a run that was being stopped for a " + stop.reason()));
    }

    /** Of each step there is one end, and one body of each owner that came to it; only of a run that was taken over is a body not recorded. */
    private void effects() {
        Map<String, Integer> ends = new HashMap<>();
        for (ProgressEvent event : log) {
            if (event instanceof StepFinished step) {
                ends.merge(step.path(), 1, Integer::sum);
            } else if (event instanceof StepFailed step && !step.path().endsWith(RacePipelines.NEWS)) {
                ends.merge(step.path(), 1, Integer::sum);
            }
        }
        Set<String> begun = bodies.stream().map(RaceBodies.Began::path).collect(Collectors.toSet());
        ends.forEach((path, times) -> Expect.equal(1, times, "how often the end of " + path + " is recorded"));
        Expect.equal(bodies.size(), Set.copyOf(bodies).size(), "how many bodies ran, each for an owner of its own");
        Expect.that(begun.containsAll(ends.keySet()), "of what has a recorded end a body ran: " + ends.keySet());
        if (!ground.race.has(Act.TAKE_OVER)) {
            Expect.equal(ends.keySet(), begun, "of which steps a body ran");
            Expect.equal(ends.size(), bodies.size(), "how many bodies ran for as many recorded ends");
        }
        Expect.equal(end.status() != RunStatus.COMPLETED, ends.containsKey("begin/undo"), "whether it was undone");
        Expect.that(ends.containsKey("end"), "the last step ran");
    }

    private void values() {
        Optional<Long> token = result.find(RacePipelines.TOKEN);
        token.ifPresent(owner -> Expect.that(
                bodies.stream().anyMatch(body -> body.path().endsWith("work") && body.token() == owner),
                "the value of owner " + owner + " was put by a body"));
        if (end.status() == RunStatus.COMPLETED) {
            long answers = log.stream()
                    .filter(event -> event instanceof WaitEnded wait
                            && wait.path().endsWith(RacePipelines.NEWS)
                            && wait.outcome().equals("received"))
                    .count();
            Expect.that(answers <= 1, "a signal is taken once");
            Expect.equal(
                    answers == 1 ? Optional.of(round) : Optional.empty(),
                    result.find(RacePipelines.VALUE),
                    "the value of the signal");
        }
    }
}
