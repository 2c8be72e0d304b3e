package dev.pawl.sqlite.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFinished;
import dev.pawl.sqlite.neighbours.NeighbourJvm.Street;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes submit and carry runs on one store, while somebody kills them and starts them again, or stops them for longer than the
 * other one waits for a beat: no run is lost, and no step is recorded twice.
 */
@Timeout(1_800)
class NemesisTest {
    private static final boolean IS_LONG = Boolean.getBoolean("pawl.long");
    private static final int RUNS_EACH = IS_LONG ? 10_000 : 1_200;
    private static final int WORKERS = 10;
    private static final long PATIENCE = 1_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final long seed = Long.getLong("pawl.seed", System.nanoTime());
    private final Random chance = new Random(seed);
    private final List<NeighbourJvm> living = new ArrayList<>();
    private Street street;
    private int kills;
    private int stops;

    @AfterEach
    void endAll() {
        living.forEach(NeighbourJvm::close);
    }

    @Test
    void nothingIsLostAndNothingIsRecordedTwice() throws Exception {
        street = new Street(folder, PATIENCE);
        living.add(start(0));
        living.add(start(1));
        long start = System.nanoTime();
        try (Watchman watchman = new Watchman(street.store())) {
            int ended = 0;
            while (ended < 2 * RUNS_EACH) {
                ended = watchman.watch(50 + chance.nextInt(IS_LONG ? 2_950 : 250), RunEnded.class::isInstance);
                if (ended < 2 * RUNS_EACH) {
                    strike(chance.nextInt(2), watchman);
                }
                resumeTheParked(watchman);
            }
            report(start);
            for (NeighbourJvm neighbour : living) {
                neighbour.close();
            }
            check(watchman);
        }
    }

    private void check(Watchman watchman) throws IOException {
        assertThat(kills).as("kills, seed " + seed).isPositive();
        assertThat(stops).as("stops, seed " + seed).isPositive();
        assertThat(watchman.repository.query().counts())
                .as("seed " + seed)
                .containsEntry(RunStatus.COMPLETED, 2L * RUNS_EACH)
                .doesNotContainEntry(RunStatus.FAILED, 1L);
        assertThat(watchman.engine.verify()).as("seed " + seed).isEmpty();
        Map<String, Long> recorded = watchman.all().stream()
                .map(Watchman.Seen::event)
                .filter(StepFinished.class::isInstance)
                .map(StepFinished.class::cast)
                .collect(Collectors.groupingBy(step -> step.run() + " " + step.path(), Collectors.counting()));
        assertThat(recorded).as("seed " + seed).hasSize(6 * RUNS_EACH);
        assertThat(recorded.values()).as("seed " + seed).containsOnly(1L);
        long bodies = street.done().stream()
                .filter(line -> !line.get(0).equals("ended"))
                .count();
        assertThat(bodies - recorded.size())
                .as("repeated bodies, seed " + seed)
                .isLessThanOrEqualTo((long) (kills + stops) * WORKERS);
    }

    private NeighbourJvm start(int place) throws IOException, InterruptedException {
        NeighbourJvm neighbour = street.start("neighbour-" + place, WORKERS);
        neighbour.expect("ready").tell("submit work " + RUNS_EACH + " " + (place == 0 ? "a" : "b"));
        return neighbour;
    }

    private void strike(int place, Watchman watchman) throws Exception {
        NeighbourJvm victim = living.get(place);
        if (stops >= kills) {
            kills++;
            victim.kill();
            living.set(place, start(place));
        } else {
            stops++;
            victim.stop();
            watchman.watch(PATIENCE * 2, RunEnded.class::isInstance);
            victim.goOn();
        }
    }

    /** What a person does who knows that it was not the steps that ended the processes. */
    private static void resumeTheParked(Watchman watchman) {
        for (ProgressEvent event : watchman.seen(RunParked.class::isInstance)) {
            var run = watchman.engine.find(event.run()).orElseThrow();
            if (run.status() == RunStatus.PARKED) {
                run.resume("operator");
            }
        }
    }

    private void report(long start) {
        System.out.println("two processes, " + 2 * RUNS_EACH + " runs, " + kills + " kills and " + stops + " stops in "
                + (System.nanoTime() - start) / 1_000_000 + " ms (seed " + seed + ")");
    }
}
