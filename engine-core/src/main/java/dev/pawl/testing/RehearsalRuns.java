package dev.pawl.testing;

import dev.pawl.engine.Run;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.store.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The runs of a {@link CrashRehearsal}: straight, and cut after one of their commits. Confined to one thread. */
final class RehearsalRuns {
    private static final int MOST_SHOWN = 12;

    private final CrashRehearsal plan;

    RehearsalRuns(CrashRehearsal plan) {
        this.plan = plan;
    }

    /** A run without a crash, the repository it is in, and how many commits it took. */
    record Straight(Passage passage, Repository repository, SettableTime time, long commits) {}

    /** Two runs, which have to be the same: what differs between them is left to chance, and says nothing of crashes. */
    Straight straight() throws InterruptedException {
        Straight first = straightRun();
        Straight second = straightRun();
        complain(
                "two runs differ without any crash; leave out what is left to chance with ignoring(…)",
                PassageComparison.of(plan, first.passage, second.passage));
        return second;
    }

    private Straight straightRun() throws InterruptedException {
        SettableTime time = SettableTime.at(Instant.now());
        InMemoryRepository stored = InMemoryRepository.create();
        CrashingRepository counting = CrashingRepository.after(Long.MAX_VALUE, stored);
        plan.before.run();
        try (RehearsalEngine engine = new RehearsalEngine(plan, counting, time)) {
            Run run = engine.submit();
            engine.carry(run);
            Passage passage = engine.passage(run, 0);
            look(passage, "without a crash");
            return new Straight(passage, stored, time, counting.commits());
        }
    }

    /** The PURE steps of a run have to do the same when they are done again. */
    void twice(Straight straight) throws InterruptedException {
        plan.before.run();
        complain(
                "a step that is said to be PURE does not do the same twice",
                new PureTwice(plan, straight).differences());
    }

    /** Runs until the crash, and on from there; the steps whose body ran in both parts. */
    Set<String> cut(long commit, Straight straight, String where) throws InterruptedException {
        SettableTime time = SettableTime.at(Instant.now());
        CrashingRepository crashing = CrashingRepository.after(commit, InMemoryRepository.create());
        plan.before.run();
        String id;
        Set<String> repeated;
        try (RehearsalEngine engine = new RehearsalEngine(plan, crashing, time)) {
            crashing.onCrash(engine::crashed);
            Run run = engine.submit();
            engine.carry(run);
            id = run.id();
            repeated = new TreeSet<>(engine.bodies());
        }
        Repository left = crashing.left();
        long crashedAt = left.log().lastPosition();
        try (RehearsalEngine engine = new RehearsalEngine(plan, left, SettableTime.at(time.now()))) {
            Run run = engine.find(id);
            engine.carry(run);
            Passage passage = engine.passage(run, crashedAt);
            complain(where + " the run is another one", PassageComparison.of(plan, straight.passage, passage));
            look(passage, where);
            repeated.retainAll(engine.bodies());
            return repeated;
        }
    }

    private void look(Passage passage, String where) {
        try {
            plan.after.accept(passage.result());
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(where + ": " + e.getMessage(), e);
        }
    }

    private static void complain(String what, List<String> differences) {
        if (!differences.isEmpty()) {
            List<String> shown = differences.subList(0, Math.min(MOST_SHOWN, differences.size()));
            int more = differences.size() - shown.size();
            throw new AssertionError(
                    what + ":\n  " + String.join("\n  ", shown) + (more == 0 ? "" : "\n  and " + more + " more"));
        }
    }
}
