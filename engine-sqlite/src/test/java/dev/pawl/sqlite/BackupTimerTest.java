package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups by the clock. */
class BackupTimerTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final BlockingQueue<BackupEvent> ended = new LinkedBlockingQueue<>();

    private SqliteBackups backups() {
        return SqliteBackups.in(folder.resolve("snapshots")).keep(2).listener(event -> {
            if (event instanceof BackupEvent.Made || event instanceof BackupEvent.Failed) {
                ended.add(event);
            }
        });
    }

    private SqliteRepository open(Duration every) {
        return SqliteRepository.open(
                folder.resolve("pawl.db"), SqliteOptions.defaults().withBackups(backups(), every));
    }

    private BackupEvent next() throws InterruptedException {
        return ended.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void aStoreWithoutABackupGetsOneAtOnceAndThenOthers() throws Exception {
        try (SqliteRepository repository = open(Duration.ofMillis(20))) {
            List<BackupEvent> made = List.of(next(), next(), next());

            assertThat(made).allMatch(event -> event instanceof BackupEvent.Made);
            assertThat(repository.backupTrouble()).isEmpty();
        }
        assertThat(backups().list()).hasSize(2);
    }

    @Test
    void aYoungBackupOfAnEarlierProcessIsWaitedFor() {
        Path file = folder.resolve("pawl.db");
        Connector connector = new Connector(StoreFile.at(file), SqliteOptions.defaults());
        BackupDesk desk = new BackupDesk(connector, Clock.systemUTC());
        BackupTimer timer = new BackupTimer(desk, new BackupSchedule(backups(), HOUR), Clock.systemUTC());
        assertThat(timer.first()).isEqualTo(Instant.MIN);
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Backup byHand = repository.backUp(backups());

            assertThat(timer.first()).isEqualTo(byHand.made().plus(HOUR));
        }
    }

    @Test
    void aStoreWhoseNewestBackupIsOldGetsOneWhenItIsOpened() throws Exception {
        Backup old;
        try (SqliteRepository repository = SqliteRepository.open(folder.resolve("pawl.db"))) {
            old = repository.backUp(backups());
        }
        Files.move(old.file(), old.file().resolveSibling("pawl_20200101T000000000Z.db"));
        ended.clear();

        try (SqliteRepository repository = open(HOUR)) {
            assertThat(next()).isInstanceOf(BackupEvent.Made.class);
            assertThat(repository.backupTrouble()).isEmpty();
        }
    }

    @Test
    void aStoreWhoseBackupIsOfTheFutureDoesNotWaitForIt() throws Exception {
        Files.createDirectories(folder.resolve("snapshots"));
        Files.writeString(folder.resolve("snapshots").resolve("pawl_29991231T235959999Z.db"), "x");

        try (SqliteRepository repository = open(Duration.ofMillis(20))) {
            assertThat(next()).isInstanceOf(BackupEvent.Made.class);
            assertThat(repository.backupTrouble()).isEmpty();
        }
    }

    @Test
    void aFailureIsToldAndTriedAgainAndHarmsNoRun() throws Exception {
        Path blocked = Files.writeString(folder.resolve("snapshots"), "a file");
        try (SqliteRepository repository = open(Duration.ofMillis(20))) {
            BackupEvent failed = next();

            assertThat(failed).isInstanceOf(BackupEvent.Failed.class);
            assertThat(failed.toString()).contains(blocked.toString());
            assertThat(Stores.queued(repository, "a").spec().id()).isEqualTo("a");
            assertThat(repository.trouble()).isEmpty();

            Files.delete(blocked);
            while (failed instanceof BackupEvent.Failed) {
                failed = next();
            }
            assertThat(failed).isInstanceOf(BackupEvent.Made.class);
        }
    }

    @Test
    void thereIsAThreadOnlyWhereItIsAskedForAndItEndsWithTheRepository() {
        try (SqliteRepository repository = SqliteRepository.open(folder.resolve("pawl.db"))) {
            assertThat(repository.backupTrouble()).isEmpty();
            assertThat(timers()).isZero();
        }
        try (SqliteRepository repository = open(HOUR)) {
            assertThat(repository.backupTrouble()).isEmpty();
            assertThat(timers()).isOne();
        }
        assertThat(timers()).isZero();
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> SqliteOptions.defaults().withBackups(backups(), Duration.ZERO))
                .hasMessage("every is not positive: PT0S");
    }

    private static long timers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pawl-backup"))
                .count();
    }
}
