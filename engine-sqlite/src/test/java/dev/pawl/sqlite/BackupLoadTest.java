package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.RunRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups beside a writer: neither waits for the other, and the locks of the store stay where they are. */
class BackupLoadTest {
    private static final int BACKUPS = Boolean.getBoolean("pawl.long") ? 100 : 3;
    private static final int MEGABYTES = 100;
    private static final int LONGEST_BACKUP_SECONDS = 5;
    private static final int LONGEST_COMMIT_MILLIS = 250;
    private static final int EVERY_MILLIS = 3;
    private static final SqliteOptions FAST =
            SqliteOptions.defaults().withSynchronous(SqliteOptions.Synchronous.NORMAL);

    private static final String OF_THE_WRITER =
            "SELECT count(*) FROM log JOIN run ON run.number = log.run WHERE run.id = 'beside' AND log.seq > 1";
    private static final String COUNTED = "SELECT sum(runs) FROM run_count";
    private static final String RUNS = "SELECT count(*) FROM run";

    @TempDir
    Path folder;

    private final AtomicLong acknowledged = new AtomicLong();

    @Test
    void aLargeStoreIsBackedUpBesideAWriterThatNeverPauses() throws Exception {
        Path file = folder.resolve("pawl.db");
        fill(file);
        SqliteBackups backups = SqliteBackups.in(folder.resolve("snapshots")).keep(2);
        List<Double> seconds = new ArrayList<>();
        List<Long> commits;
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            CountDownLatch stop = new CountDownLatch(1);
            CompletableFuture<List<Long>> writer = CompletableFuture.supplyAsync(() -> write(repository, stop));
            for (int i = 0; i < BACKUPS; i++) {
                long before = acknowledged.get();
                long begin = System.nanoTime();
                Backup made = repository.backUp(backups);
                seconds.add((System.nanoTime() - begin) / 1e9);
                long after = acknowledged.get();

                assertThat(made.bytes()).isGreaterThan((long) MEGABYTES << 20);
                assertThat(Stores.number(made.file(), OF_THE_WRITER)).isBetween(before, after + 1);
                // Both are written in one transaction.
                assertThat(Stores.number(made.file(), COUNTED)).isEqualTo(Stores.number(made.file(), RUNS));
            }
            stop.countDown();
            commits = writer.get(30, TimeUnit.SECONDS);
        }

        long[] sorted = commits.stream().mapToLong(Long::longValue).sorted().toArray();
        double p99 = sorted[sorted.length * 99 / 100] / 1e6;
        double longest = seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        System.out.printf(
                "%d backups of %d MB: the longest %.2f s; %d commits beside them: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                BACKUPS,
                MEGABYTES,
                longest,
                sorted.length,
                sorted[sorted.length / 2] / 1e6,
                p99,
                sorted[sorted.length - 1] / 1e6);
        assertThat(longest).isLessThanOrEqualTo(LONGEST_BACKUP_SECONDS);
        assertThat(p99).isLessThanOrEqualTo(LONGEST_COMMIT_MILLIS);
        assertThat(backups.list()).hasSize(Math.min(2, BACKUPS));
    }

    private static void fill(Path file) throws InterruptedException {
        String delta = "x".repeat(800);
        try (SqliteRepository repository = SqliteRepository.open(file, FAST)) {
            RunRow run = Stores.carried(repository, "large");
            for (long seq = 2; seq < MEGABYTES * 1_150L; seq++) {
                var commit =
                        repository.log().append(Checkpoint.of(run.number(), 1, Stores.row(run.number(), seq, delta)));
                if (seq % 1_000 == 0) {
                    commit.await();
                }
            }
        }
    }

    private List<Long> write(SqliteRepository repository, CountDownLatch stop) {
        List<Long> nanos = new ArrayList<>();
        RunRow run = Stores.carried(repository, "beside");
        try {
            for (long seq = 2; !stop.await(EVERY_MILLIS, TimeUnit.MILLISECONDS); seq++) {
                long begin = System.nanoTime();
                repository.log().append(Stores.checkpoint(run, seq)).await();
                nanos.add(System.nanoTime() - begin);
                acknowledged.incrementAndGet();
                if (seq % 10 == 0) {
                    Stores.queued(repository, "new-" + seq);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return nanos;
    }

    /** A process that closes a file which SQLite has locked takes the locks of all its connections with it. */
    @Test
    void noBackupTakesTheLocksOfTheStoreAway() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/locks")), "there is no /proc/locks to look at");
        Path file = folder.resolve("pawl.db");
        SqliteBackups backups = SqliteBackups.in(folder.resolve("snapshots"));
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Stores.queued(repository, "a");
            List<String> before = locks(file);
            assertThat(before).isNotEmpty();
            List<List<String>> during = new ArrayList<>();

            Backup made = repository.backUp(backups.keep(1).listener(event -> during.add(locks(file))));
            during.add(locks(file));
            made.verify();
            during.add(locks(file));
            backups.list();
            made.restore(folder.resolve("elsewhere.db"));
            during.add(locks(file));

            assertThat(during)
                    .hasSizeGreaterThan(6)
                    .allSatisfy(now -> assertThat(now).containsAll(before));
        }
    }

    /** Which locks this process has on the file and on the index of its log, without the number that changes. */
    private static List<String> locks(Path file) {
        try {
            List<String> inodes = new ArrayList<>();
            for (String suffix : Arrays.asList("", "-shm", ".lock")) {
                Path path = file.resolveSibling(file.getFileName() + suffix);
                inodes.add(":" + Files.getAttribute(path, "unix:ino") + " ");
            }
            try (Stream<String> lines = Files.lines(Path.of("/proc/locks"))) {
                return lines.filter(line -> inodes.stream().anyMatch(line::contains))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .sorted()
                        .toList();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
