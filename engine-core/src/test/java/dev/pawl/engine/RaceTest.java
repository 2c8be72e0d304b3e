package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.memory.InMemoryRepository;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.testing.race.Race;
import dev.pawl.testing.race.RaceTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every two things that can happen to a run, at the same time; and the trial that says what comes of it can fail. */
@Timeout(600)
class RaceTest {
    private static final int ROUNDS =
            Integer.getInteger("pawl.rounds", Boolean.getBoolean("pawl.long") ? 20_000 : 1_000);
    private static final long SEED = Long.getLong("pawl.seed", System.nanoTime());

    @ParameterizedTest
    @EnumSource(Race.class)
    void thereIsOneOutcomeAndEverybodySeesIt(Race race) throws Exception {
        RaceTrial.on(InMemoryRepository::create).run(race, ROUNDS, SEED);
    }

    @Test
    void aTrialThatHasSeenOneOrderOnlyFails() {
        RaceTrial trial = RaceTrial.on(InMemoryRepository::create);

        assertThatThrownBy(() -> trial.run(Race.CANCEL_COMPLETE, 1, SEED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("both orders occur")
                .hasMessageContaining("seed " + SEED);
    }

    @Test
    void aStoreThatReportsACommitThatItRefusedIsCaught() {
        RaceTrial trial = RaceTrial.on(() -> {
            Repository real = InMemoryRepository.create();
            return Parts.withLog(real, new Parts.Appending(real.log(), RaceTest::asIfCommitted));
        });

        assertThatThrownBy(() -> trial.run(Race.COMPLETE_TAKE_OVER, 1_000, SEED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("round");
    }

    private static Commit asIfCommitted(RunLog real, Checkpoint checkpoint) {
        Commit commit = real.append(checkpoint);
        return commit.refusal().isPresent() ? Commit.committed(real.lastPosition()) : commit;
    }
}
