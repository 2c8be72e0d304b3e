package dev.pawl.sqlite.kill;

import dev.pawl.event.RunStatus;
import dev.pawl.sqlite.Retention;
import dev.pawl.sqlite.SqliteOptions;
import dev.pawl.sqlite.SqliteOptions.Synchronous;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunQueue.NewRun;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The program that is killed while it deletes runs: some with long logs, some in chains, and some that have not ended. */
final class PruneChild {
    static final String LIVE = "live-";
    private static final int KEPT = 20;
    private static final int LONG = 3_000;
    private static final byte[] DELTA = new byte[100];

    private PruneChild() {}

    /** The folder and the number of this life, which is the seed as well. */
    public static void main(String... arguments) {
        KillChild.endWithTheParent();
        SqliteOptions fast = SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL);
        try (SqliteRepository store = SqliteRepository.open(Path.of(arguments[0], "pawl.db"), fast)) {
            store.queues().limit("main", 1_000_000);
            Random chance = new Random(Long.parseLong(arguments[1]));
            System.out.println(KillChild.READY);
            Thread pruning = new Thread(() -> prune(store), "pruning");
            pruning.setDaemon(true);
            pruning.start();
            for (int i = 0; ; i++) {
                live(store, "run-" + arguments[1] + "-" + i, chance);
                awaitPruned(store);
            }
        } catch (Throwable e) {
            KillChild.fail(e);
        }
    }

    private static void prune(SqliteRepository store) {
        try {
            while (true) {
                store.prune(Retention.unlimited().maxRuns(KEPT));
            }
        } catch (Throwable e) {
            KillChild.fail(e);
        }
    }

    /** So that the pruning always has something to do, and never falls behind. */
    private static void awaitPruned(SqliteRepository store) {
        while (store.query().counts().getOrDefault(RunStatus.COMPLETED, 0L) > 3 * KEPT) {
            Thread.onSpinWait();
        }
    }

    /** A chain of two, of which the second may be left open; now and then a long one. */
    private static void live(SqliteRepository store, String id, Random chance) throws InterruptedException {
        RunRow first = submit(store, id, id);
        end(store, first, chance.nextInt(10) == 0 ? LONG : 3);
        boolean staysOpen = chance.nextInt(50) == 0;
        RunRow second = submit(store, (staysOpen ? LIVE : "second-") + id, id);
        if (!staysOpen) {
            end(store, second, 3);
        }
    }

    private static RunRow submit(SqliteRepository store, String id, String origin) {
        RunSpec spec = new RunSpec(id, "", "digest", "publish", 1, "print", "", "main", 0, "", origin, 1);
        return store.queue()
                .submit(new NewRun(spec, 0, "submitted", "{}", DELTA), "nobody")
                .run();
    }

    private static void end(SqliteRepository store, RunRow run, int rows) throws InterruptedException {
        List<LogRow> log = new ArrayList<>();
        for (long seq = 2; seq <= rows; seq++) {
            log.add(new LogRow(run.number(), seq, 0, run.number(), "finished", "step", 1, "{}", DELTA));
        }
        RunChange ended = RunChange.to(RunStatus.COMPLETED, "");
        store.log()
                .append(new Checkpoint(run.number(), 1, log, Optional.of(ended), List.of()))
                .await();
    }
}
