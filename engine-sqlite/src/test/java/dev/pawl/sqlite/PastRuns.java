package dev.pawl.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunQueue.NewRun;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs that were submitted, and ended, at certain hours. Confined to one test. */
final class PastRuns {
    private final SqliteRepository repository;
    private final byte[] delta;

    PastRuns(SqliteRepository repository) {
        this(repository, 20);
    }

    /** @param bytes how much each of their rows holds */
    PastRuns(SqliteRepository repository, int bytes) {
        this.repository = repository;
        delta = "x".repeat(bytes).getBytes(UTF_8);
        repository.queues().limit("main", 1_000_000);
    }

    /** A run that has only been submitted, and is carried. */
    RunRow carried(String id, String origin) {
        RunSpec spec =
                new RunSpec(id, "key of " + id, "digest", "publish", 1, "print", "", "main", 0, "", origin, Stores.NOW);
        NewRun run = new NewRun(spec, 0, "submitted", "{}", delta);
        return repository.queue().submit(run, Stores.OWNER).run();
    }

    RunRow ended(String id, long millis) throws InterruptedException {
        return brought(carried(id, id), RunStatus.COMPLETED, millis, 2);
    }

    RunRow ended(String id, String origin, long millis) throws InterruptedException {
        return brought(carried(id, origin), RunStatus.FAILED, millis, 2);
    }

    /** Brings it to that status at that hour, with that many rows in its log. */
    RunRow brought(RunRow run, RunStatus status, long millis, int rows) throws InterruptedException {
        bring(run, status, millis, rows).await();
        return run;
    }

    Commit bring(RunRow run, RunStatus status, long millis, int rows) {
        List<LogRow> log = new ArrayList<>();
        for (long seq = 2; seq <= rows; seq++) {
            log.add(new LogRow(run.number(), seq, 0, millis, "finished", "step", 1, "{}", delta));
        }
        return repository
                .log()
                .append(new Checkpoint(
                        run.number(),
                        run.state().epoch(),
                        log,
                        Optional.of(RunChange.to(status, status == RunStatus.FAILED ? "step" : "")),
                        List.of()));
    }

    /** The ids of all that are there, in the order of submits. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        repository
                .query()
                .list(RunFilter.all(), Long.MAX_VALUE, Integer.MAX_VALUE)
                .forEach(run -> ids.add(0, run.spec().id()));
        return ids;
    }
}
