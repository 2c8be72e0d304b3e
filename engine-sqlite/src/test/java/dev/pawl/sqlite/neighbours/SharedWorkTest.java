package dev.pawl.sqlite.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFinished;
import dev.pawl.sqlite.neighbours.NeighbourJvm.Street;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two processes submit and carry runs on one store: each is carried once, and nobody is told that the store is busy. */
@Timeout(300)
class SharedWorkTest {
    private static final int RUNS_EACH = Boolean.getBoolean("pawl.long") ? 10_000 : 500;
    private static final long PATIENCE = 30_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void eachRunIsCarriedOnceByWhoeverIsFree() throws Exception {
        Street street = new Street(folder, PATIENCE);
        long start = System.nanoTime();
        try (NeighbourJvm anna = street.start("anna", 10);
                NeighbourJvm bert = street.start("bert", 10)) {
            anna.expect("ready").tell("submit work " + RUNS_EACH + " a");
            bert.expect("ready").tell("submit work " + RUNS_EACH + " b");
            try (Watchman watchman = new Watchman(street.store())) {
                watchman.awaitEnds(2 * RUNS_EACH);
                report(start);
                anna.expect("submitted").leave();
                bert.expect("submitted").leave();

                assertThat(watchman.repository.query().counts())
                        .containsEntry(RunStatus.COMPLETED, 2L * RUNS_EACH)
                        .doesNotContainEntry(RunStatus.FAILED, 1L);
                assertThat(watchman.engine.verify()).isEmpty();
                assertThat(watchman.all().stream().filter(seen -> seen.event() instanceof StepFinished))
                        .hasSize(6 * RUNS_EACH);
            }
            assertThat(anna.errors() + bert.errors()).doesNotContain("database is locked", "SQLITE_BUSY");
        }

        Map<List<String>, Long> bodies = street.done().stream()
                .filter(line -> !line.get(0).equals("ended"))
                .collect(Collectors.groupingBy(line -> line.subList(0, 2), Collectors.counting()));
        assertThat(bodies).hasSize(6 * RUNS_EACH);
        assertThat(bodies.values()).containsOnly(1L);
        assertThat(street.done().stream().map(line -> line.get(2)).distinct())
                .containsExactlyInAnyOrder("anna", "bert");
    }

    private static void report(long start) {
        System.out.println("two processes, " + 2 * RUNS_EACH + " runs of 3 steps: "
                + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
