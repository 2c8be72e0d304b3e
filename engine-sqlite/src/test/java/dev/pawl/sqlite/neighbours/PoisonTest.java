package dev.pawl.sqlite.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.engine.Explanation;
import dev.pawl.event.RunStatus;
import dev.pawl.sqlite.neighbours.NeighbourJvm.Street;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end every process which carries them. */
@Timeout(300)
class PoisonTest {
    private static final int POISONED = Boolean.getBoolean("pawl.long") ? 20 : 3;
    private static final int GOOD = 50;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void areParkedWhenTheyWereAloneAndTheOthersEnd() throws Exception {
        Street street = new Street(folder, 30_000);
        try (NeighbourJvm clerk = street.start("clerk", 0)) {
            clerk.expect("ready")
                    .tell("submit poison " + POISONED + " p")
                    .expect("submitted")
                    .tell("submit work " + GOOD + " w")
                    .expect("submitted");
            int deaths = 0;
            boolean isOver = false;
            try (Watchman watchman = new Watchman(street.store())) {
                while (!isOver) {
                    try (NeighbourJvm anna = street.start("anna-" + deaths, 8)) {
                        isOver = survives(anna, watchman);
                        deaths += isOver ? 0 : 1;
                    }
                }
                System.out.println(POISONED + " poisonous runs ended " + deaths + " processes");

                // Each of them is alone the last time; before that they may end processes together.
                assertThat(deaths).isBetween(POISONED + 2, 3 * POISONED + 3);
                assertThat(watchman.repository.query().counts())
                        .containsEntry(RunStatus.COMPLETED, (long) GOOD)
                        .containsEntry(RunStatus.PARKED, (long) POISONED);
                List<RunRow> parked =
                        watchman.repository.query().list(RunFilter.of(RunStatus.PARKED), Long.MAX_VALUE, 100);
                assertThat(parked)
                        .allSatisfy(row -> assertThat(row.state().reason()).isEqualTo("POISON"));
                Explanation why = watchman.engine
                        .find(parked.get(0).spec().id())
                        .orElseThrow()
                        .explain();
                assertThat(why).isInstanceOf(Explanation.Parked.class);
                assertThat(why.toString())
                        .contains("3 processes in a row ended while they carried this run")
                        .contains("resume the run");
                assertThat(watchman.engine.verify()).isEmpty();
            }
            clerk.leave();
        }
    }

    /** Whether the process is there when every run has ended or is parked. */
    private static boolean survives(NeighbourJvm anna, Watchman watchman) throws Exception {
        while (!anna.hasEnded()) {
            var counts = watchman.repository.query().counts();
            long over = counts.getOrDefault(RunStatus.COMPLETED, 0L) + counts.getOrDefault(RunStatus.PARKED, 0L);
            if (over == POISONED + GOOD) {
                anna.leave();
                return true;
            }
        }
        assertThat(anna.exit()).isEqualTo(Neighbour.POISONED);
        return false;
    }
}
