package dev.pawl.sqlite;

import dev.pawl.testing.race.Race;
import dev.pawl.testing.race.Race.Act;
import dev.pawl.testing.race.RaceTrial;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens at the same time as a run goes on elsewhere, in a file. */
@Timeout(600)
class SqliteRaceTest {
    private static final int ROUNDS = Integer.getInteger("pawl.rounds", Boolean.getBoolean("pawl.long") ? 2_000 : 100);
    private static final long SEED = Long.getLong("pawl.seed", System.nanoTime());

    @TempDir
    Path folder;

    static Stream<Race> thereIsOneOutcomeAndEverybodySeesIt() {
        return Stream.of(Race.values()).filter(race -> race.has(Act.TAKE_OVER) || race.has(Act.RESUME));
    }

    @ParameterizedTest
    @MethodSource
    void thereIsOneOutcomeAndEverybodySeesIt(Race race) throws Exception {
        RaceTrial.on(() -> SqliteRepository.open(folder.resolve("races.db"))).run(race, ROUNDS, SEED);
    }
}
