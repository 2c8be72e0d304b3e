package dev.pawl.testing.race;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.Repository;
import dev.pawl.testing.Expect;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Tries what the engine promises of two things that happen to a run at the same time, on any repository: there is one outcome, its
 * log ends once, and those who await the run, look it up, follow it or listen to it are all told the same; no body has run without a
 * reason. The window is held open and moved until both orders occur, so a trial that has seen only one of them has failed.
 *
 * <pre>{@code
 * RaceTrial trial = RaceTrial.on(InMemoryRepository::create);
 * for (Race race : Race.values()) {
 *   trial.run(race, 1_000, 42);
 * }
 * }</pre>
 *
 * <p>Immutable.
 */
public final class RaceTrial {
    /** Each outcome has to be seen in one of so many rounds. */
    private static final int RAREST = 50;

    private final Supplier<Repository> fresh;

    private RaceTrial(Supplier<Repository> fresh) {
        this.fresh = requireNonNull(fresh, "fresh");
    }

    /** @param fresh gives an empty repository each time */
    public static RaceTrial on(Supplier<Repository> fresh) {
        return new RaceTrial(fresh);
    }

    /** In how many rounds each of the two sides came first. */
    public record Tally(Race race, int first, int second) {
        @Override
        public String toString() {
            int all = first + second;
            return race + ": " + race.first() + " first in " + 100 * first / all + " %, " + race.second() + " first in "
                    + 100 * second / all + " % of " + all + " rounds";
        }
    }

    /**
     * Runs that many rounds.
     *
     * @param seed of the moments that are spun away; threads have their own will, so it does not decide everything
     * @throws AssertionError that names the seed and the round, when a promise is broken or an order was too rare
     */
    public Tally run(Race race, int rounds, long seed) throws Exception {
        Random random = new Random(seed);
        int first = 0;
        try (Repository repository = fresh.get();
                RaceGround ground = new RaceGround(race, repository, random);
                RaceStart start = new RaceStart(random)) {
            for (int round = 1; round <= rounds; round++) {
                boolean firstWon;
                try {
                    firstWon = new RaceRound(ground, round, random.nextBoolean()).play(start);
                } catch (AssertionError e) {
                    throw new AssertionError(race + ", seed " + seed + ", round " + round + ": " + e.getMessage(), e);
                }
                start.won(firstWon);
                first += firstWon ? 1 : 0;
                ground.restore();
            }
            Expect.equal(java.util.List.of(), ground.verify(), race + ", seed " + seed + ": what is wrong in the logs");
        }
        Tally tally = new Tally(race, first, rounds - first);
        Expect.that(
                Math.min(tally.first, tally.second) * RAREST >= rounds,
                "both orders occur often enough, seed " + seed + ": " + tally);
        return tally;
    }
}
