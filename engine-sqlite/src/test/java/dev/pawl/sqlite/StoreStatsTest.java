package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.event.RunStatus;
import dev.pawl.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store says of itself. */
class StoreStatsTest {
    private static final int MANY = 100_000;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("pawl.db");
    }

    @Test
    void aStoreSaysWhatIsInIt() throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(file())) {
            PastRuns past = new PastRuns(repository);
            past.ended("a", Stores.NOW + 1);
            past.ended("b", Stores.NOW);
            past.ended("c", "c", Stores.NOW + 2);
            Stores.queued(repository, "d");
            repository.queue().join(Stores.OWNER);
            Backup backup = repository.backUp(SqliteBackups.in(folder.resolve("snapshots")));

            StoreStats stats = repository.stats();

            long pages = Stores.number(file(), "PRAGMA page_count") * 4_096;
            assertThat(stats)
                    .isEqualTo(new StoreStats(
                            Files.size(file()),
                            Files.size(folder.resolve("pawl.db-wal")),
                            pages,
                            0,
                            Map.of(RunStatus.COMPLETED, 2L, RunStatus.FAILED, 1L, RunStatus.QUEUED, 1L),
                            7,
                            Optional.of(Instant.ofEpochMilli(Stores.NOW)),
                            Optional.of(Instant.ofEpochMilli(Stores.NOW + 2)),
                            1,
                            repository.commits(),
                            Optional.of(backup.made()),
                            Schema.VERSION,
                            stats.sqlite()));
            assertThat(stats.sqlite()).startsWith("3.");
            assertThat(stats.total()).isEqualTo(4);
            assertThat(stats.walBytes()).isPositive();
            assertThat(stats)
                    .hasToString("file " + stats.fileBytes() + " bytes (" + pages + " used, 0 free), log "
                            + stats.walBytes() + " bytes; 4 runs {QUEUED=1, COMPLETED=2, FAILED=1}, last event at 7;"
                            + " ended from 2023-11-14T22:13:20Z to 2023-11-14T22:13:20.002Z; 1 engines, "
                            + stats.commits() + " commits; last backup " + backup.made() + "; schema "
                            + Schema.VERSION + ", SQLite " + stats.sqlite());
        }
    }

    @Test
    void aNewStoreSaysThatThereIsNothing() {
        try (SqliteRepository repository = SqliteRepository.open(file())) {
            StoreStats stats = repository.stats();

            assertThat(stats.runs()).isEmpty();
            assertThat(stats.lastPosition()).isZero();
            assertThat(List.of(stats.firstEnd(), stats.lastEnd(), stats.lastBackup()))
                    .allMatch(Optional::isEmpty);
            assertThat(stats.engines()).isZero();
        }
    }

    @Test
    void aBackupOfAnEarlierProcessIsKnownWhereTheyAreMadeByTheClock() {
        SqliteBackups backups = SqliteBackups.in(folder.resolve("snapshots"));
        Backup made;
        try (SqliteRepository repository = SqliteRepository.open(file())) {
            made = repository.backUp(backups);
        }
        SqliteOptions options = SqliteOptions.defaults().withBackups(backups, Duration.ofHours(1));
        try (SqliteRepository repository = SqliteRepository.open(file(), options)) {
            assertThat(repository.stats().lastBackup()).contains(made.made());
        }
    }

    @Test
    void aBackupOfAnotherProcessIsKnownWhenItIsNewer() throws Exception {
        SqliteBackups backups = SqliteBackups.in(folder.resolve("snapshots"));
        SqliteOptions options = SqliteOptions.defaults().withBackups(backups, Duration.ofHours(1));
        try (SqliteRepository repository = SqliteRepository.open(file(), options)) {
            Backup ours = repository.backUp(backups);
            BackupName newer = new BackupName(ours.store(), ours.made().plusSeconds(60));
            Files.copy(ours.file(), ours.file().resolveSibling(newer.toString()));

            assertThat(repository.stats().lastBackup()).contains(newer.made());
        }
    }

    @Test
    void aFolderOfBackupsThatCannotBeReadIsNoReasonToSayNothing() throws Exception {
        Path loop = folder.resolve("loop");
        SqliteBackups backups = SqliteBackups.in(loop);
        SqliteOptions options = SqliteOptions.defaults().withBackups(backups, Duration.ofHours(1));
        try (SqliteRepository repository = SqliteRepository.open(file(), options)) {
            Backup ours = repository.backUp(backups);
            Files.move(loop, folder.resolve("moved"));
            // Not even root can read it.
            Files.createSymbolicLink(loop, loop);
            assertThatThrownBy(backups::list).isInstanceOf(StoreException.class);

            assertThat(repository.stats().lastBackup()).contains(ours.made());
        }
    }

    @Test
    void whatIsPrunedIsFree() throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(file())) {
            PastRuns past = new PastRuns(repository, 4_000);
            for (int i = 0; i < 50; i++) {
                past.ended("r" + i, Stores.NOW + i);
            }
            StoreStats before = repository.stats();
            repository.prune(Retention.unlimited().maxRuns(1));
            StoreStats after = repository.stats();

            assertThat(after.usedBytes()).isLessThan(before.usedBytes() / 2);
            assertThat(after.usedBytes() + after.freeBytes()).isEqualTo(before.usedBytes());
            assertThat(after.runs()).isEqualTo(Map.of(RunStatus.COMPLETED, 1L));
        }
    }

    @Test
    void askingCostsNoMoreWhenThereAreAHundredThousandRuns() throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(file())) {
            new PastRuns(repository).ended("first", Stores.NOW);
        }
        Stores.sql(file(), """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                INSERT INTO run SELECT number + i, id || i, '', input_digest, pipeline, version, fingerprint, subject,
                  queue, priority, concurrency_key, id || i, created, status, reason, owner, epoch, due, snapshot,
                  updated + i, started, claimed, strikes, crc
                FROM run, n WHERE number = 1
                """.formatted(MANY - 1));
        try (SqliteRepository repository = SqliteRepository.open(file())) {
            List<Long> micros = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                assertThat(repository.stats().lastEnd()).contains(Instant.ofEpochMilli(Stores.NOW + MANY - 1));
                micros.add((System.nanoTime() - start) / 1_000);
            }
            System.out.println("stats of " + MANY + " runs in µs: " + micros);

            // A look at every run takes longer; and others may use the machine as well.
            assertThat(Collections.min(micros)).isLessThan(3_000);
        }
    }
}
