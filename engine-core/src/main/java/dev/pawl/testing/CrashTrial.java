package dev.pawl.testing;

import static java.util.Objects.requireNonNull;

import dev.pawl.engine.Run;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.store.Repository;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Tries what the engine promises of crashes, on any repository: a random pipeline of all kinds of nodes runs straight, and then again and
 * again, each time with a {@link CrashingRepository} that crashes one commit later; what is left is carried to its end by a new engine.
 * Both have to come to the same end, values, events and effects, but for the repetition of what was in flight, and for branches that were
 * cancelled anyway. A pipeline that waits for nothing also runs on the caller's thread, and has to come to the same end there.
 *
 * <pre>{@code
 * CrashTrial trial = CrashTrial.on(InMemoryRepository::create, same -> same);
 * for (long seed = 1; seed <= 300; seed++) {
 *   trial.run(seed);
 * }
 * }</pre>
 *
 * <p>Of what a step that must not be repeated was doing when it was interrupted, a person says at every other crash that it was done,
 * where the step stands in no other node: then all is compared but for this step, with work in which it does nothing. Elsewhere it is
 * repeated.
 *
 * <p>Immutable.
 */
public final class CrashTrial {
    /** How many containers lie in each other at most. */
    public static final int DEPTH = 4;

    private final Supplier<Repository> fresh;
    private final UnaryOperator<Repository> reopen;

    private CrashTrial(Supplier<Repository> fresh, UnaryOperator<Repository> reopen) {
        this.fresh = requireNonNull(fresh, "fresh");
        this.reopen = requireNonNull(reopen, "reopen");
    }

    /**
     * A trial of a repository.
     *
     * @param fresh gives an empty one each time
     * @param reopen gives what the next process would find; of a repository in memory, itself
     */
    public static CrashTrial on(Supplier<Repository> fresh, UnaryOperator<Repository> reopen) {
        return new CrashTrial(fresh, reopen);
    }

    /** Crashes the pipeline of this seed, as deep as {@link #DEPTH}, after every one of its commits; see {@link #run(long, int)}. */
    public int run(long seed) throws InterruptedException {
        return run(seed, DEPTH);
    }

    /**
     * Crashes the pipeline of this seed after every one of its commits.
     *
     * @param depth how many containers may lie in each other; without any there are steps only
     * @return how many crashes that were
     * @throws AssertionError that names the seed and the commit, when a promise is broken
     */
    public int run(long seed, int depth) throws InterruptedException {
        RandomWork work = RandomWork.of(seed, depth);
        String where = "seed " + seed + " of depth " + depth;
        Straight straight = straight(work, where);
        if (Unrecorded.canRun(work)) {
            Unrecorded.check(where, work, straight.outcome);
        }
        for (long commits = 1; commits <= straight.commits; commits++) {
            cut(work, straight, commits, where + ", crash after commit " + commits + " of " + straight.commits);
        }
        return (int) straight.commits;
    }

    private record Straight(Outcome outcome, long commits) {}

    private Straight straight(RandomWork work, String where) throws InterruptedException {
        try (Repository repository = fresh.get()) {
            CrashingRepository counting = CrashingRepository.after(Long.MAX_VALUE, repository);
            try (Carrier carrier = new Carrier(work, new WorkLog(), counting)) {
                Run run = carrier.submit();
                carrier.carry(run, Decision.REPEAT);
                Outcome outcome = carrier.outcome(run, 0);
                Comparison.check(where + ", without a crash", work, outcome);
                return new Straight(outcome, counting.commits());
            } catch (AssertionError e) {
                throw new AssertionError(where + ", without a crash: " + e.getMessage(), e);
            }
        }
    }

    private void cut(RandomWork work, Straight straight, long commits, String where) throws InterruptedException {
        Decision decision = commits % 2 == 0 ? Decision.REPEAT : Decision.DONE;
        WorkLog log = new WorkLog();
        CrashingRepository crashing = CrashingRepository.after(commits, fresh.get());
        Outcome outcome;
        int before;
        try {
            String run = carryToTheCrash(work, log, crashing);
            before = log.entries().size();
            outcome = carryOn(work, log, reopen.apply(crashing.left()), run, decision);
        } catch (AssertionError e) {
            throw new AssertionError(where + ": " + e.getMessage(), e);
        }
        String done = outcome.resolved().stream()
                .filter(event -> event.decision() == Decision.DONE)
                .map(StepResolved::path)
                .findFirst()
                .orElse("");
        Outcome expected =
                done.isEmpty() ? straight.outcome : straight(work.silenced(done), where + ", without " + done).outcome;
        new Comparison(where, work, done, expected, outcome).check(before);
    }

    /** Carries the run until something was refused or it has ended; returns its id. */
    private static String carryToTheCrash(RandomWork work, WorkLog log, CrashingRepository crashing)
            throws InterruptedException {
        try (Carrier carrier = new Carrier(work, log, crashing)) {
            crashing.onCrash(carrier::crashed);
            Run run = carrier.submit();
            carrier.carry(run, Decision.REPEAT);
            return run.id();
        }
    }

    private static Outcome carryOn(RandomWork work, WorkLog log, Repository left, String id, Decision decision)
            throws InterruptedException {
        try (left) {
            long crashedAt = left.log().lastPosition();
            try (Carrier carrier = new Carrier(work, log, left)) {
                Run run = carrier.find(id);
                carrier.carry(run, decision);
                return carrier.outcome(run, crashedAt);
            }
        }
    }
}
