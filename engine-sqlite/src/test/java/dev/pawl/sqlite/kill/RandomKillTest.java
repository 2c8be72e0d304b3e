package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Children are ended by SIGKILL at any moment, while they work and while they open a store that another kill has left. */
class RandomKillTest {
    private static final int KILLS = Seed.isLong() ? 500 : 12;
    private static final int EVERY_NTH_IS_EARLY = 4;
    private static final int CHAINS = Seed.isLong() ? 150 : 2;
    private static final int EARLY_KILLS = 3;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void nothingAcknowledgedIsLostOrRepeatedThroughKillsAtRandom() throws Exception {
        Seed seed = Seed.fresh();

        TwoAtATime.run(List.of(() -> kill("one", seed.plus(1)), () -> kill("two", seed.plus(2))));
    }

    @Test
    void nothingAcknowledgedIsLostOrRepeatedThroughKillsWhileItRecovers() throws Exception {
        Seed seed = Seed.fresh();

        TwoAtATime.run(List.of(() -> chain("three", seed.plus(3)), () -> chain("four", seed.plus(4))));
    }

    /** One that is killed at work, and then three in a row that are killed while they find what it has left. */
    private Void chain(String name, Seed seed) throws Exception {
        Random chance = seed.chance();
        try (KillSeries series = new KillSeries(Files.createDirectory(folder.resolve(name)))) {
            for (int i = 0; i < CHAINS; i++) {
                series.killAfter(KillChild.READY, 5 + chance.nextInt(396));
                for (int early = 0; early < EARLY_KILLS; early++) {
                    series.killAfter(KillChild.OPENING, chance.nextInt(300));
                }
            }
            series.finish();

            assertThat(series.kills()).isEqualTo(CHAINS * (1 + EARLY_KILLS));
            seed.report(CHAINS + " chains of kills, series " + name, series);
        }
        return null;
    }

    private Void kill(String name, Seed seed) throws Exception {
        Random chance = seed.chance();
        try (KillSeries series = new KillSeries(Files.createDirectory(folder.resolve(name)))) {
            for (int i = 1; i <= KILLS; i++) {
                if (i % EVERY_NTH_IS_EARLY == 0) {
                    series.killAfter(KillChild.OPENING, chance.nextInt(300));
                } else {
                    series.killAfter(KillChild.READY, 5 + chance.nextInt(396));
                }
            }
            series.finish();

            assertThat(series.kills()).isEqualTo(KILLS);
            seed.report("kills at random, series " + name, series);
        }
        return null;
    }
}
