package dev.pawl.testing;

import static java.util.Objects.requireNonNull;

import dev.pawl.engine.Run;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.store.Repository;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Tries what the engine promises of crashes, on any repository: a random pipeline runs straight, and then again and again, each time with a
 * {@link CrashingRepository} that crashes one commit later; what is left is carried to its end by a new engine. Both have to come to the
 * same end, values, events and effects, but for the repetition of what was in flight.
 *
 * <pre>{@code
 * CrashTrial trial = CrashTrial.on(InMemoryRepository::create, same -> same);
 * for (long seed = 1; seed <= 300; seed++) {
 *   trial.run(seed);
 * }
 * }</pre>
 *
 * <p>Immutable.
 */
public final class CrashTrial {
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

    /**
     * Crashes the pipeline of this seed after every one of its commits.
     *
     * @return how many crashes that were
     * @throws AssertionError that names the seed and the commit, when a promise is broken
     */
    public int run(long seed) throws InterruptedException {
        RandomWork work = RandomWork.of(seed);
        Straight straight = straight(work, "seed " + seed);
        for (long commits = 1; commits <= straight.commits; commits++) {
            cut(work, straight, commits);
        }
        return (int) straight.commits;
    }

    private record Straight(Outcome outcome, long commits) {}

    private Straight straight(RandomWork work, String where) throws InterruptedException {
        try (Repository repository = fresh.get()) {
            CrashingRepository counting = CrashingRepository.after(Long.MAX_VALUE, repository);
            try (Carrier carrier = new Carrier(work, new WorkLog(), counting)) {
                Outcome outcome = carrier.end(carrier.submit(), Decision.REPEAT);
                if (!outcome.wrong().isEmpty()) {
                    throw new AssertionError(where + ", without a crash: " + outcome.wrong());
                }
                return new Straight(outcome, counting.commits());
            }
        }
    }

    private void cut(RandomWork work, Straight straight, long commits) throws InterruptedException {
        String where = "seed " + work.seed() + ", crash after commit " + commits + " of " + straight.commits;
        Decision decision = commits % 2 == 0 ? Decision.REPEAT : Decision.DONE;
        WorkLog log = new WorkLog();
        CrashingRepository crashing = CrashingRepository.after(commits, fresh.get());
        String run = carryToTheCrash(work, log, crashing, commits == straight.commits, where);
        List<WorkLog.Did> before = log.entries();
        Outcome outcome;
        try (Repository left = reopen.apply(crashing.left());
                Carrier carrier = new Carrier(work, log, left)) {
            outcome = carrier.end(carrier.find(run), decision);
        } catch (AssertionError e) {
            throw new AssertionError(where + ": " + e.getMessage(), e);
        }
        int recorded = commits == 1 ? 0 : Story.attempts(Story.beforeTheCrash(outcome.events()));
        String resolved = Story.resolved(outcome.events());
        if (resolved.isEmpty() || decision == Decision.REPEAT) {
            new Comparison(where, work, resolved, straight.outcome, outcome).check(before, recorded);
        } else {
            Outcome silent = straight(work.silenced(resolved), where + ", without " + resolved).outcome;
            new Comparison(where, work, resolved, silent, outcome).checkWithout(resolved, before);
        }
    }

    /** Carries the run until something was refused or it has ended; returns its id. */
    private static String carryToTheCrash(
            RandomWork work, WorkLog log, CrashingRepository crashing, boolean ends, String where)
            throws InterruptedException {
        try (Carrier carrier = new Carrier(work, log, crashing)) {
            Run run = carrier.submit();
            if (ends ? run.await(Carrier.LIMIT).isEmpty() : !crashing.awaitCrash(Carrier.LIMIT)) {
                throw new AssertionError(
                        where + ": the run did not get there within " + Carrier.LIMIT + ": " + carrier.events(run));
            }
            return run.id();
        }
    }
}
