package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.RunStatus;
import dev.pawl.sqlite.SqliteBackups;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Processes are ended by SIGKILL while they delete runs. */
@Timeout(1_800)
class PruneKillTest {
    private static final int KILLS = Seed.isLong() ? 200 : 6;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Seed seed = Seed.fresh();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void noTimer() {
        timer.shutdownNow();
    }

    @Test
    void aRunIsThereWithAllOfItOrNotAtAll() throws Exception {
        Random chance = seed.chance();
        long submitted = 0;
        int left = 0;
        int halfway = 0;
        Set<String> live = Set.of();
        for (int life = 1; life <= KILLS; life++) {
            kill(life, 100 + chance.nextInt(500));
            try (SqliteRepository store = SqliteRepository.open(folder.resolve("pawl.db"))) {
                // Reads every row, and finds each log without a gap.
                store.backUp(SqliteBackups.in(folder.resolve("checked")).keep(1));
                List<RunRow> runs = store.query().list(RunFilter.all(), Long.MAX_VALUE, Integer.MAX_VALUE);
                Set<String> ids = runs.stream().map(run -> run.spec().id()).collect(Collectors.toSet());

                assertThat(ids).as("those that have not ended, %s", seed).containsAll(live);
                live = idsOfOpen(runs);
                assertThat(live).allMatch(id -> id.startsWith(PruneChild.LIVE) || isLast(id, runs));
                assertThat(runs).allSatisfy(run -> assertWhole(run, ids, store));
                assertThat(store.query().counts()).containsAllEntriesOf(counted(runs));
                assertThat(runs.get(0).number()).isGreaterThanOrEqualTo(submitted);
                submitted = runs.get(0).number();
                left = runs.size();
                halfway += hasRest() ? 1 : 0;
            }
        }
        assertThat(left).as("runs that are left, %s", seed).isLessThan((int) submitted / 2);
        seed.report(
                "kills while pruning",
                KILLS + ", " + submitted + " runs submitted, " + left + " left, " + halfway
                        + " times in the middle of a long log");
    }

    private boolean hasRest() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("pawl.db"));
                var statement = connection.createStatement();
                var rest = statement.executeQuery("SELECT run FROM dropped")) {
            return rest.next();
        }
    }

    private static Set<String> idsOfOpen(List<RunRow> runs) {
        return runs.stream()
                .filter(run -> !run.state().status().isTerminal())
                .map(run -> run.spec().id())
                .collect(Collectors.toSet());
    }

    /** The one that was under way when its process was killed. */
    private static boolean isLast(String id, List<RunRow> runs) {
        String life = id.replaceFirst("^second-", "").split("-")[1];
        return runs.stream()
                .filter(run -> run.spec()
                        .id()
                        .replaceFirst("^(second|live)-", "")
                        .split("-")[1]
                        .equals(life))
                .findFirst()
                .orElseThrow()
                .spec()
                .id()
                .equals(id);
    }

    /** Its chain is there, and its log to the end. */
    private static void assertWhole(RunRow run, Set<String> ids, SqliteRepository store) {
        assertThat(ids).contains(run.spec().origin());
        int rows = store.log().read(run.number(), 0, Integer.MAX_VALUE).size();
        assertThat(rows).isGreaterThanOrEqualTo(run.state().status().isTerminal() ? 3 : 1);
    }

    private static Map<RunStatus, Long> counted(List<RunRow> runs) {
        Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
        runs.forEach(run -> counts.merge(run.state().status(), 1L, Long::sum));
        return counts;
    }

    private void kill(int life, int millis) throws IOException, InterruptedException {
        Process child = start(life);
        try (BufferedReader said = child.inputReader()) {
            assertThat(said.readLine()).isEqualTo(KillChild.READY);
            timer.schedule(() -> child.toHandle().destroyForcibly(), millis, TimeUnit.MILLISECONDS);
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue())
                    .as("%s", Files.readString(folder.resolve("errors")))
                    .isEqualTo(ChildJvm.KILLED);
        } finally {
            child.destroyForcibly();
        }
    }

    private Process start(int life) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m"));
        command.add("-Djava.io.tmpdir="
                + Files.createDirectories(folder.resolve("tmp")).toAbsolutePath());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PruneChild.class.getName()));
        command.addAll(List.of(folder.toString(), Integer.toString(life)));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }
}
