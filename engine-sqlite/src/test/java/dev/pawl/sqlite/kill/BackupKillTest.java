package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.sqlite.Backup;
import dev.pawl.sqlite.SqliteBackups;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.store.RunQuery.RunFilter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Processes are ended by SIGKILL while they make backups and while they restore them, or find the disk full. */
class BackupKillTest {
    private static final int KILLS = Seed.isLong() ? 200 : 6;
    private static final List<String> CALLS = List.of("fsync", "rename", "unlink");
    private static final int LATEST_CALL = 12;
    private static final int RUNS = 20;
    private static final List<Integer> FULL_AT = Seed.isLong() ? List.of(1, 2, 3, 10, 30, 60, 90) : List.of(1, 40);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Seed seed = Seed.fresh();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void noTimer() {
        timer.shutdownNow();
    }

    @Test
    void thereIsAlwaysAGoodBackupAndNoOtherOfSuchAName() throws Exception {
        Random chance = seed.chance();
        SqliteBackups backups = SqliteBackups.in(folder.resolve("snapshots"));
        Path store = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(store)) {
            BackupChild.submit(repository, "first");
            repository.backUp(backups);
        }
        boolean isTraced = canTrace();
        int leftOver = 0;
        int before = 1;

        for (int life = 1; life <= KILLS; life++) {
            if (life % 2 == 0 && isTraced) {
                int nth = life == 2 ? 2 : 1 + chance.nextInt(LATEST_CALL);
                killIn(CALLS.get(life / 2 % CALLS.size()), nth, "backup", life);
            } else {
                kill("backup", life, chance.nextInt(300));
            }

            List<Backup> listed = backups.list();
            // Who had just given one its name may have had no time to drop the oldest, and so may the one before.
            assertThat(listed).hasSizeBetween(1, Math.max(BackupChild.KEPT, before) + 1);
            before = listed.size();
            assertThat(listed)
                    .allSatisfy(backup -> assertThat(backup.verify().runs()).isPositive());
            assertThat(names()).filteredOn(name -> name.endsWith(".db")).hasSize(listed.size());
            leftOver += names().contains("pawl.backup.new") ? 1 : 0;
        }
        try (SqliteRepository repository = SqliteRepository.open(store)) {
            Backup last = repository.backUp(backups.keep(1));

            assertThat(names())
                    .containsExactlyInAnyOrder(last.file().getFileName().toString(), "pawl.backup.lock");
        }
        seed.report("kills while backing up", KILLS + ", of which " + leftOver + " left an unfinished one");
    }

    @Test
    void aStoreIsOneBackupOrTheOtherAndNeverMixed() throws Exception {
        Random chance = seed.plus(1).chance();
        for (String each : List.of("a", "b")) {
            try (SqliteRepository repository =
                    SqliteRepository.open(folder.resolve(each).resolve("pawl.db"))) {
                for (int i = 0; i < RUNS; i++) {
                    BackupChild.submit(repository, each + i);
                }
                repository.backUp(SqliteBackups.in(folder.resolve("snapshots")));
            }
        }
        SqliteBackups.in(folder.resolve("snapshots")).list().get(0).restore(folder.resolve("pawl.db"));
        boolean isTraced = canTrace();
        int unopened = 0;

        for (int life = 1; life <= KILLS; life++) {
            if (life % 2 == 0 && isTraced) {
                int nth = life == 2 ? 2 : 1 + chance.nextInt(LATEST_CALL);
                killIn(CALLS.get(life / 2 % CALLS.size()), nth, "restore", life);
            } else {
                kill("restore", life, chance.nextInt(300));
            }

            unopened += Files.exists(folder.resolve("pawl.db.restored")) ? 1 : 0;
            try (SqliteRepository repository = SqliteRepository.open(folder.resolve("pawl.db"))) {
                List<String> runs = repository.query().list(RunFilter.all(), Long.MAX_VALUE, 100).stream()
                        .map(run -> run.spec().id())
                        .filter(id -> !id.startsWith("since"))
                        .toList();
                assertThat(runs).hasSize(RUNS);
                assertThat(runs.stream().map(id -> id.substring(0, 1)).distinct())
                        .as("whose runs there are, %s", seed)
                        .hasSize(1);
                repository
                        .backUp(SqliteBackups.in(folder.resolve("checked")).keep(1))
                        .verify();
            }
        }
        // The second rename of the first life that strace ends is the one after the decision.
        assertThat(unopened).isGreaterThanOrEqualTo(isTraced ? 1 : 0);
        seed.report("kills while restoring", KILLS + ", of which " + unopened + " after the decision");
    }

    /** It is strace that lets the writes of the copy fail; without it this test is skipped. */
    @Test
    void aFullDiskIsSaidAndLeavesNoPartOfABackup() throws Exception {
        assumeTrue(canTrace(), "strace is not installed or may not trace: no full disk during a backup");
        SqliteBackups backups = SqliteBackups.in(folder.resolve("snapshots"));
        Backup good;
        try (SqliteRepository repository = SqliteRepository.open(folder.resolve("pawl.db"))) {
            for (int i = 0; i < 100; i++) {
                BackupChild.submit(repository, "run-" + i);
            }
            good = repository.backUp(backups);
        }

        for (int nth : FULL_AT) {
            List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", folder.resolve("trace") + ""));
            strace.addAll(List.of("-P", folder.toRealPath().resolve("snapshots").resolve("pawl.backup.new") + ""));
            strace.addAll(List.of("-e", "trace=pwrite64", "-e", "inject=pwrite64:error=ENOSPC:when=" + nth + "+"));
            Process child = start(strace, "once", 0);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(Files.readString(folder.resolve("errors")))
                    .contains("Cannot back up " + folder.toRealPath().resolve("pawl.db") + " to " + backups.folder())
                    .contains("no room on the disk; make some");
            assertThat(backups.list()).containsExactly(good);
            assertThat(names())
                    .containsExactlyInAnyOrder(good.file().getFileName().toString(), "pawl.backup.lock");
        }
    }

    /** At the nth call of that kind of a thread: where strace is, half of the kills are at such a place. */
    private void killIn(String call, int nth, String what, int life) throws IOException, InterruptedException {
        List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", folder.resolve("trace") + ""));
        strace.addAll(List.of("-e", "trace=" + call, "-e", "inject=" + call + ":signal=SIGKILL:when=" + nth));
        Process child = start(strace, what, life);
        try {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue())
                    .as("%s", Files.readString(folder.resolve("errors")))
                    .isEqualTo(ChildJvm.KILLED);
        } finally {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
        }
    }

    private boolean canTrace() throws InterruptedException {
        try {
            Process trial =
                    new ProcessBuilder("strace", "-f", "-qq", "-o", folder.resolve("trace") + "", "true").start();
            return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            System.out.println("strace cannot be started: " + e.getMessage());
            return false;
        }
    }

    private void kill(String what, int life, int millis) throws IOException, InterruptedException {
        Process child = start(List.of(), what, life);
        try (BufferedReader said = child.inputReader()) {
            String line = said.readLine();
            if (KillChild.READY.equals(line)) {
                timer.schedule(() -> child.toHandle().destroyForcibly(), millis, TimeUnit.MILLISECONDS);
            }
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue())
                    .as("%s", Files.readString(folder.resolve("errors")))
                    .isEqualTo(ChildJvm.KILLED);
        } finally {
            child.destroyForcibly();
        }
    }

    private Process start(List<String> wrapper, String what, int life) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m"));
        command.add("-Djava.io.tmpdir="
                + Files.createDirectories(folder.resolve("tmp")).toAbsolutePath());
        // There the library is, from this process: so a child renames nothing but what is tried.
        command.add("-Dorg.sqlite.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BackupChild.class.getName()));
        command.addAll(List.of(folder.toString(), what, Integer.toString(life)));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
