package dev.pawl.sqlite.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFinished;
import dev.pawl.sqlite.neighbours.NeighbourJvm.Street;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves that is killed or stopped, another one takes over; and what a stopped one still wants to say is refused. */
@Timeout(300)
class TakeOverTest {
    private static final boolean IS_LONG = Boolean.getBoolean("pawl.long");
    private static final long SHORT = 1_000;
    private static final int HELD = 10;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void theRunsOfAKilledProcessGoOnAtOnce() throws Exception {
        Street street = new Street(folder, 60_000);
        try (NeighbourJvm anna = street.start("anna", HELD)) {
            anna.expect("ready").tell("submit hold " + HELD + " h").expect("submitted");
            try (Watchman watchman = new Watchman(street.store());
                    NeighbourJvm bert = street.start("bert", HELD)) {
                bert.expect("ready").tell("go");
                awaitBodies(street, HELD, "anna", anna);
                anna.kill();
                long start = System.nanoTime();

                watchman.awaitEnds(HELD);

                long millis = (System.nanoTime() - start) / 1_000_000;
                System.out.println(HELD + " runs of a killed process had ended elsewhere after " + millis + " ms");
                assertThat(millis).isLessThan(10_000);
                assertThat(finishedBy(watchman, "first")).hasSize(HELD).containsOnly("bert");
                bert.leave();
            }
        }
    }

    @Test
    void aStoppedProcessThatGoesOnIsRefused() throws Exception {
        int refused = 0;
        int wanted = IS_LONG ? 100 : 2 * HELD;
        for (int round = 0; refused < wanted; round++) {
            refused += round(new Street(folder.resolve("round-" + round), SHORT));
        }
        System.out.println(refused + " steps that ended in processes which had been stopped were refused");
    }

    private int round(Street street) throws Exception {
        int returned;
        Files.createDirectories(street.folder());
        try (NeighbourJvm anna = street.start("anna", HELD)) {
            anna.expect("ready").tell("submit hold " + HELD + " h").expect("submitted");
            awaitBodies(street, HELD, "anna", anna);
            stopBetweenCommits(anna, street.store());
            try (Watchman watchman = new Watchman(street.store());
                    NeighbourJvm bert = street.start("bert", HELD)) {
                bert.expect("ready").tell("go");
                watchman.awaitEnds(HELD);
                anna.tell("go").tell("await " + watchman.all().get(0).event().run());
                anna.goOn();

                anna.expect("COMPLETED").tell("submit work 1 w").expect("submitted");
                watchman.awaitEnds(HELD + 1);
                anna.leave();
                bert.leave();

                returned = (int) street.done().stream()
                        .filter(line ->
                                line.get(0).equals("returned") && line.get(2).equals("anna"))
                        .count();
                // All of them ended in anna, too, and not one is recorded as hers.
                assertThat(returned).isEqualTo(HELD);
                assertThat(finishedBy(watchman, "first")).hasSize(HELD).containsOnly("bert");
                assertThat(finishedBy(watchman, "second")).hasSize(HELD).containsOnly("bert");
                assertThat(street.done().stream()
                                .filter(line -> line.get(0).equals("second"))
                                .map(line -> line.get(2)))
                        .hasSize(HELD)
                        .containsOnly("bert");
                assertThat(watchman.engine.verify()).isEmpty();
                assertThat(watchman.repository.query().counts()).containsEntry(RunStatus.COMPLETED, HELD + 1L);
            }
        }
        return returned;
    }

    /** Waits until so many bodies of the first step have begun: by the file, as nothing of it is recorded. */
    private static void awaitBodies(Street street, int howMany, String who, NeighbourJvm neighbour)
            throws IOException, InterruptedException {
        long begun;
        do {
            begun = street.done().stream()
                    .filter(line -> line.get(0).equals("first") && line.get(2).equals(who))
                    .count();
        } while (begun < howMany && !neighbour.hasEnded());
        assertThat(begun).isEqualTo(howMany);
    }

    /** Nobody can take SQLite's lock from a process that is stopped while it has it: so that is not what is tried here. */
    private static void stopBetweenCommits(NeighbourJvm neighbour, Path store) throws Exception {
        neighbour.stop();
        while (!mayWrite(store)) {
            neighbour.goOn();
            neighbour.stop();
        }
    }

    private static boolean mayWrite(Path store) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 300");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<String> finishedBy(Watchman watchman, String path) {
        return watchman.all().stream()
                .map(Watchman.Seen::event)
                .filter(event ->
                        event instanceof StepFinished step && step.path().equals(path))
                .map(StepFinished.class::cast)
                .map(StepFinished::message)
                .toList();
    }
}
