package dev.pawl.sqlite.kill;

import static dev.pawl.sqlite.kill.Point.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Children are ended by SIGKILL while a thread of theirs stands at a named point; each next one finds what the one before has left. */
class NamedPointKillTest {
    private static final int ROUNDS = Seed.isLong() ? 50 : 1;

    /** What is killed on one store, in this order. */
    private static final List<List<Point>> SERIES = List.of(
            // The one that must not be repeated: it is killed, parked, resolved, and all that again.
            List.of(
                    BEFORE_ONCE_COMMIT,
                    AFTER_ONCE_COMMIT,
                    BEFORE_PARK_COMMIT,
                    AFTER_PARK_COMMIT,
                    BEFORE_RESOLVE,
                    AFTER_RESOLVE,
                    ONCE_BODY_BEGIN,
                    BEFORE_RESOLVED_COMMIT,
                    ONCE_BODY_BEGIN,
                    AFTER_RESOLVED_COMMIT),
            List.of(
                    BEFORE_SUBMIT,
                    AFTER_SUBMIT_COMMIT,
                    AFTER_SUBMIT_RETURNED,
                    AFTER_CLAIM,
                    BODY_BEGIN,
                    BODY_END,
                    BEFORE_FAILURE_COMMIT,
                    AFTER_FAILURE_COMMIT),
            List.of(
                    BEFORE_STEP_COMMIT,
                    STEP_HANDED_OVER,
                    AFTER_STEP_COMMIT,
                    BEFORE_END_COMMIT,
                    AFTER_END_COMMIT,
                    WATCHER,
                    BEFORE_TELLING,
                    AFTER_TELLING),
            List.of(
                    BODY_BEGIN,
                    BEFORE_JOIN,
                    BEFORE_TAKE_OVER,
                    AFTER_TAKE_OVER,
                    CLOSE_BEGUN,
                    BEFORE_LEAVE,
                    AFTER_LEAVE,
                    BEFORE_STORE_CLOSE));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void nothingAcknowledgedIsLostOrRepeatedThroughKillsAtNamedPoints() throws Exception {
        Seed seed = Seed.fresh();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < SERIES.size(); i++) {
            List<Point> points = SERIES.get(i);
            Seed own = seed.plus(i);
            tasks.add(() -> kill(points, own));
        }

        TwoAtATime.run(tasks);
    }

    @Test
    void everyPointIsInSomeSeries() {
        Set<Point> all = EnumSet.noneOf(Point.class);
        SERIES.forEach(all::addAll);

        assertThat(all).containsExactly(Point.values());
    }

    private Void kill(List<Point> points, Seed seed) throws Exception {
        Random chance = seed.chance();
        Path store = Files.createDirectory(folder.resolve(SERIES.indexOf(points) + "-" + points.get(0)));
        try (KillSeries series = new KillSeries(store)) {
            for (int i = 0; i < ROUNDS; i++) {
                for (Point point : points) {
                    series.killAt(point, 1 + chance.nextInt(point.most));
                }
            }
            series.finish();

            assertThat(series.kills()).isEqualTo(ROUNDS * points.size());
            seed.report("kills at " + points, series);
        }
        return null;
    }
}
