package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A child gets a SIGTERM, and a shutdown hook of its own closes engine and store. */
class SigtermTest {
    private static final int TIMES = Seed.isLong() ? 100 : 2;
    private static final long MOST_MILLIS = 7_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void stepsThatEndInTimeAreRecordedAndNothingRunsTwice() throws Exception {
        Seed seed = Seed.fresh();
        Random chance = seed.chance();

        try (KillSeries series = new KillSeries(folder)) {
            for (int i = 0; i < TIMES; i++) {
                long took = series.terminateAfter(chance.nextInt(300));

                assertThat(took).as("milliseconds from SIGTERM to the end").isLessThan(MOST_MILLIS);
            }
            series.finish();

            assertThat(series.repeats()).isZero();
            seed.report("SIGTERM while short bodies run", series);
        }
    }

    @Test
    void bodiesThatDoNotEndAreLeftBehindInTimeAndRunAgain() throws Exception {
        try (KillSeries series = new KillSeries(folder)) {
            long took = series.terminateDuring("slow-0", "deaf-1");
            series.finish();

            assertThat(took).as("milliseconds from SIGTERM to the end").isLessThan(MOST_MILLIS);
            assertThat(series.repeats()).isEqualTo(2);
        }
    }
}
