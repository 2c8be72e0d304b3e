package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.memory.InMemoryRepository;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.testing.CrashTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A run that was cut after any of its commits ends like one that was not; and the trial that says so can fail. */
class CrashTest {
    private static final int PIPELINES =
            Integer.getInteger("pawl.pipelines", Boolean.getBoolean("pawl.long") ? 5_000 : 500);

    @Test
    void aRunThatWasCutAnywhereEndsLikeOneThatWasNot() throws Exception {
        CrashTrial trial = CrashTrial.on(InMemoryRepository::create, same -> same);

        assertThat(crashes(trial, PIPELINES)).isGreaterThan(8 * PIPELINES);
    }

    @Test
    void aStoreThatLosesTheLastCommitItAcknowledgedIsCaught() {
        CrashTrial trial = CrashTrial.on(CrashTest::writeBehind, CrashTest::behind);

        assertThatThrownBy(() -> crashes(trial, 20)).hasRootCauseInstanceOf(AssertionError.class);
    }

    @Test
    void aStoreThatLosesTheValuesOfARowIsCaught() {
        CrashTrial trial = CrashTrial.on(() -> appending(CrashTest::withoutDelta), same -> same);

        assertThatThrownBy(() -> crashes(trial, 20)).hasRootCauseInstanceOf(AssertionError.class);
    }

    @Test
    void aStoreThatReportsACommitThatItRefusedIsCaught() {
        CrashTrial trial = CrashTrial.on(() -> appending(CrashTest::unlessItEnds), same -> same);

        assertThatThrownBy(() -> crashes(trial, 20)).hasRootCauseInstanceOf(AssertionError.class);
    }

    /** How many crashes were tried; several pipelines at a time, because they wait more than they work. */
    private static int crashes(CrashTrial trial, int pipelines) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> trials = new ArrayList<>();
            for (long seed = 1; seed <= pipelines; seed++) {
                long chosen = seed;
                trials.add(threads.submit(() -> trial.run(chosen)));
            }
            int crashes = 0;
            for (Future<Integer> each : trials) {
                crashes += each.get();
            }
            return crashes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Repository appending(Parts.Appending.Append append) {
        Repository real = InMemoryRepository.create();
        return Parts.withLog(real, new Parts.Appending(real.log(), append));
    }

    /** Acknowledges each append at once, and writes it when the next one comes. */
    private static Repository writeBehind() {
        AtomicReference<Checkpoint> waiting = new AtomicReference<>();
        return appending((real, checkpoint) -> {
            Checkpoint before = waiting.getAndSet(checkpoint);
            if (before != null) {
                real.append(before);
            }
            return Commit.committed(real.lastPosition() + 1);
        });
    }

    private static Repository behind(Repository writeBehind) {
        return ((Parts) writeBehind).real();
    }

    private static Commit withoutDelta(RunLog real, Checkpoint checkpoint) {
        List<LogRow> rows = checkpoint.rows().stream()
                .map(row -> row.seq() % 3 > 0 ? row : withoutDelta(row))
                .toList();
        return real.append(
                new Checkpoint(checkpoint.run(), checkpoint.epoch(), rows, checkpoint.change(), checkpoint.taken()));
    }

    private static LogRow withoutDelta(LogRow row) {
        return new LogRow(
                row.run(),
                row.seq(),
                row.position(),
                row.millis(),
                row.type(),
                row.path(),
                row.attempt(),
                row.event(),
                LogRow.NO_DELTA);
    }

    private static Commit unlessItEnds(RunLog real, Checkpoint checkpoint) {
        boolean ends = checkpoint.change().filter(c -> c.status().isTerminal()).isPresent();
        return ends ? Commit.committed(real.lastPosition() + 1) : real.append(checkpoint);
    }
}
