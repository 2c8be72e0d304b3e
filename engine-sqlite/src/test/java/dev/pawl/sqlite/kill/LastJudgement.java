package dev.pawl.sqlite.kill;

import dev.pawl.sqlite.kill.Oracle.Attempt;
import dev.pawl.sqlite.kill.Oracle.Spot;
import dev.pawl.sqlite.kill.Recorded.RunLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what is recorded at the end against all that the oracle remembers; the oracle complains. Confined to one test. */
final class LastJudgement {
    private final Oracle oracle;
    private final Recorded recorded;
    private final Map<String, List<EventLine>> logs = new LinkedHashMap<>();

    private LastJudgement(Oracle oracle, Recorded recorded) {
        this.oracle = oracle;
        this.recorded = recorded;
        recorded.events()
                .forEach(event -> logs.computeIfAbsent(event.run(), run -> new ArrayList<>())
                        .add(event));
    }

    static void pass(Oracle oracle, Recorded recorded) {
        LastJudgement judgement = new LastJudgement(oracle, recorded);
        recorded.wrong().forEach(oracle::complain);
        judgement.checkRuns();
        judgement.checkPositions();
        judgement.checkTold();
        judgement.checkBodies();
        recorded.runs().forEach(judgement::checkLog);
    }

    private void checkRuns() {
        Map<String, String> kept = new HashMap<>();
        for (RunLine run : recorded.runs()) {
            if (kept.put(run.key(), run.id()) != null) {
                oracle.complain("key " + run.key() + " stands for two runs");
            }
            if (!run.status().equals("COMPLETED") || !run.owner().isEmpty()) {
                oracle.complain("not ended: " + run);
            }
        }
        oracle.runByKey.forEach((key, run) -> {
            if (!run.equals(kept.get(key))) {
                oracle.complain(
                        "run " + run + " of key " + key + " was accepted and is lost; the store has " + kept.get(key));
            }
        });
        if (!kept.keySet().equals(oracle.submitted)) {
            oracle.complain("submitted were " + oracle.submitted + ", kept are " + kept.keySet());
        }
    }

    private void checkPositions() {
        long last = 0;
        for (EventLine event : recorded.events()) {
            if (event.position() != last + 1) {
                oracle.complain("position " + last + " is followed by " + event);
            }
            last = event.position();
        }
        List<String> events =
                recorded.events().stream().map(EventLine::asStored).toList();
        if (!events.equals(recorded.rows())) {
            oracle.complain("the engine reads other rows than the table has");
        }
    }

    private void checkTold() {
        Map<Spot, EventLine> kept = new HashMap<>();
        recorded.events().forEach(event -> kept.put(new Spot(event.run(), event.seq()), event));
        oracle.told.forEach((spot, event) -> {
            if (!event.equals(kept.get(spot))) {
                oracle.complain("told and not recorded so: " + event + "; recorded is " + kept.get(spot));
            }
        });
    }

    private void checkBodies() {
        oracle.begins.forEach((attempt, times) -> {
            int hit = oracle.timesInFlight(attempt);
            if (times > 1 + hit) {
                oracle.complain(attempt + " began " + times + " times and was in flight at " + hit + " ends");
            }
        });
    }

    private void checkLog(RunLine run) {
        List<EventLine> log = logs.getOrDefault(run.id(), List.of());
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).seq() != i + 1) {
                oracle.complain("event " + i + " is followed by " + log.get(i));
            }
        }
        if (log.size() < 2
                || !log.get(0).type().equals(EventLine.SUBMITTED)
                || !log.get(log.size() - 1).type().equals(EventLine.ENDED)
                || count(log, EventLine.ENDED, "") != 1) {
            oracle.complain("the log of " + run + " is not one from a submit to one end: " + log);
        }
        List<String> finished = log.stream()
                .filter(event -> event.type().equals(EventLine.FINISHED))
                .map(EventLine::path)
                .toList();
        if (!finished.equals(Workload.stepsOf(run.key()))) {
            oracle.complain("the finished steps of " + run + " are " + finished);
        }
        checkEffects(run, log);
    }

    private void checkEffects(RunLine run, List<EventLine> log) {
        Set<Attempt> done = new HashSet<>();
        for (EventLine event : log) {
            Attempt attempt = new Attempt(run.id(), event.path(), event.attempt());
            if (event.type().equals(EventLine.FINISHED) && !oracle.ends.contains(attempt)) {
                oracle.complain("recorded, and no body has ended: " + event);
            }
            if (event.type().equals(EventLine.FAILED) && !(oracle.begins.containsKey(attempt) && done.add(attempt))) {
                oracle.complain("recorded, and no body has begun for it: " + event);
            }
        }
        int paid = oracle.begins.getOrDefault(new Attempt(run.id(), Workload.PAY, 1), 0);
        int allowed = 1 + count(log, EventLine.RESOLVED, Workload.PAY);
        if (paid > allowed) {
            oracle.complain(run + " has paid " + paid + " times and was allowed " + allowed);
        }
    }

    private static int count(List<EventLine> log, String type, String path) {
        return (int) log.stream()
                .filter(event -> event.type().equals(type) && event.path().equals(path))
                .count();
    }
}
