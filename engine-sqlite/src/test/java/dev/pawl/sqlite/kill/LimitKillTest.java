package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.store.Queues.QueueState;
import dev.pawl.store.Repository;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many runs of a queue are carried at a time by processes of which each is killed but the last. */
@Timeout(300)
class LimitKillTest {
    private static final boolean IS_FULL = Seed.isLong() || Boolean.getBoolean("pawl.full");
    private static final int RUNS = IS_FULL ? 1_000 : 100;
    private static final int KILLS = IS_FULL ? 10 : 1;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void isNeverExceededAndNoSlotIsLost(int limit) throws Exception {
        Seed seed = Seed.fresh();
        Random chance = seed.chance();
        Path begun = folder.resolve("begun");
        int kills = 0;

        assertThat(live(LimitChild.SUBMIT, limit, -1)).isZero();
        long start = System.nanoTime();
        for (int i = 0; i < KILLS; i++) {
            int exit = live(LimitChild.CARRY, limit, chance.nextInt(300));
            assertThat(exit).isIn(ChildJvm.KILLED, 0);
            kills += exit == 0 ? 0 : 1;
        }
        assertThat(live(LimitChild.CARRY, limit, -1)).isZero();
        timer.shutdownNow();

        List<Integer> bodies =
                Files.readAllLines(begun).stream().map(Integer::valueOf).toList();
        seed.report(
                "limit " + limit + ", " + RUNS + " runs",
                kills + " kills, " + bodies.size() + " bodies, " + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertThat(bodies).hasSizeLessThanOrEqualTo(RUNS + RUNS / 20 + kills * limit);
        if (limit == 1) {
            assertThat(bodies.stream().distinct()).isEqualTo(LimitChild.inOrder(RUNS));
        }
        try (Repository store = SqliteRepository.open(folder.resolve("pawl.db"))) {
            QueueState queue = store.queues().find("default");
            assertThat(queue.carried()).isZero();
            assertThat(queue.queued() + queue.waiting() + queue.parked()).isZero();
            hasEnded(store, begun, limit);
        }
    }

    private static void hasEnded(Repository store, Path begun, int limit) {
        try (WorkflowEngine engine =
                LimitChild.engine(store, begun, limit).workers(0).build()) {
            for (int number = 0; number < RUNS; number++) {
                RunStatus status = LimitChild.failsForGood(number) ? RunStatus.FAILED : RunStatus.COMPLETED;
                assertThat(store.query().find(number + 1).orElseThrow().state().status())
                        .as("run " + number)
                        .isEqualTo(status);
            }
            assertThat(engine.verify()).isEmpty();
        }
    }

    /** One child; a SIGKILL so many milliseconds after it is ready, where that is not negative. */
    private int live(String what, int limit, int millis) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m"));
        command.add("-Djava.io.tmpdir="
                + Files.createDirectories(folder.resolve("tmp")).toAbsolutePath());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LimitChild.class.getName(), what));
        command.add(folder.resolve("pawl.db").toString());
        command.addAll(List.of(folder.resolve("begun").toString(), limit + "", RUNS + ""));
        Process child = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try (BufferedReader said = child.inputReader()) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.equals(KillChild.READY) && millis >= 0) {
                    timer.schedule(() -> child.toHandle().destroyForcibly(), millis, TimeUnit.MILLISECONDS);
                }
            }
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
            int exit = child.exitValue();
            if (exit != 0 && exit != ChildJvm.KILLED) {
                throw new AssertionError("exit " + exit + ": " + Files.readString(folder.resolve("errors")));
            }
            return exit;
        } finally {
            child.destroyForcibly();
        }
    }
}
