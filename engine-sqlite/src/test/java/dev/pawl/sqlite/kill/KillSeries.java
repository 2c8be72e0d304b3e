package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.sqlite.kill.Orders.Mood;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One store and the children that are killed on it, one after another. After each the oracle reads what it has left; the store itself
 * is not opened before the last one has ended, so that it is the engine that finds it as the kill has left it. Confined to one test.
 */
final class KillSeries implements AutoCloseable {
    /** So many new runs for a child that is to come by a point. */
    private static final int FRESH = 16;

    private final Path folder;
    private final Oracle oracle = new Oracle();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private int lives;
    private int kills;

    KillSeries(Path folder) {
        this.folder = folder;
    }

    int kills() {
        return kills;
    }

    /** How many bodies began once more than they would have without kills. */
    int repeats() {
        return oracle.repeats();
    }

    /** A child is killed at a point, when it comes by there for the nth time. */
    void killAt(Point point, int nth) throws IOException, InterruptedException {
        Orders orders = orders(FRESH, Optional.of(point), nth, Mood.WORKING);
        try (ChildJvm child = ChildJvm.start(orders, List.of())) {
            child.expect(Stops.AT + point);
            child.kill();
            child.expectExit(ChildJvm.KILLED);
        }
        kills++;
        judge(orders);
    }

    /** A child is killed at each of the points, at a time that chance decides. */
    void killAt(Random chance, Point... points) throws IOException, InterruptedException {
        for (Point point : points) {
            killAt(point, 1 + chance.nextInt(point.most));
        }
    }

    /** A child that has work without end is killed so long after it has said this. */
    void killAfter(String line, long millis) throws IOException, InterruptedException {
        Orders orders = orders(Orders.ENDLESS, Optional.empty(), 1, Mood.WORKING);
        try (ChildJvm child = ChildJvm.start(orders, List.of())) {
            child.expect(line);
            timer.schedule(child::kill, millis, TimeUnit.MILLISECONDS);
            child.expectExit(ChildJvm.KILLED);
        }
        kills++;
        judge(orders);
    }

    /** A child is started by a program that may kill it; says whether it did. */
    boolean killBy(List<String> wrapper) throws IOException, InterruptedException {
        Orders orders = orders(FRESH, Optional.empty(), 1, Mood.WORKING);
        boolean isKilled;
        try (ChildJvm child = ChildJvm.start(orders, wrapper)) {
            isKilled = child.exit() == ChildJvm.KILLED;
            if (!isKilled) {
                child.expectExit(0);
            }
        }
        kills += isKilled ? 1 : 0;
        judge(orders);
        return isKilled;
    }

    /** A child is started by a program that lets its writes fail; returns whether it did its work all the same, and did not give up. */
    boolean failBy(List<String> wrapper) throws IOException, InterruptedException {
        Orders orders = orders(FRESH, Optional.empty(), 1, Mood.STUBBORN);
        boolean isDone;
        try (ChildJvm child = ChildJvm.start(orders, wrapper)) {
            isDone = child.exit() != Patience.GAVE_UP;
            if (isDone) {
                child.expectExit(0);
            }
        }
        judge(orders);
        return isDone;
    }

    /** A child that closes its engine on SIGTERM gets one so long after it was ready; returns how many milliseconds it then took. */
    long terminateAfter(long millis) throws IOException, InterruptedException {
        return terminate(orders(Orders.ENDLESS, Optional.empty(), 1, Mood.POLITE), millis, KillChild.READY);
    }

    /** A child gets a SIGTERM while it runs these, whose bodies do not end; returns how many milliseconds it then took. */
    long terminateDuring(String... keys) throws IOException, InterruptedException {
        Orders orders =
                new Orders(folder, lives, List.of(keys), oracle.nextNumber(), 0, Optional.empty(), 1, Mood.SLOW);
        String[] lines = Stream.of(keys).map(key -> Workload.WAITS + key).toArray(String[]::new);
        return terminate(orders, 0, lines);
    }

    private long terminate(Orders orders, long millis, String... lines) throws IOException, InterruptedException {
        long asked;
        try (ChildJvm child = ChildJvm.start(orders, List.of())) {
            child.expect(lines);
            asked = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            timer.schedule(child::terminate, millis, TimeUnit.MILLISECONDS);
            child.expectExit(ChildJvm.TERMINATED);
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
        judge(orders);
        return took;
    }

    /** The last child ends all runs; then the store is held against all that is known. */
    void finish() throws IOException, InterruptedException, SQLException {
        Orders orders = orders(0, Optional.empty(), 1, Mood.FINISHING);
        try (ChildJvm child = ChildJvm.start(orders, List.of())) {
            child.expect(KillChild.DONE);
            child.expectExit(0);
        }
        judge(orders);
        LastJudgement.pass(oracle, Recorded.of(orders));
        expectNoComplaint();
    }

    private Orders orders(int fresh, Optional<Point> point, int nth, Mood mood) {
        return new Orders(folder, lives, oracle.pending(), oracle.nextNumber(), fresh, point, nth, mood);
    }

    private void judge(Orders orders) throws IOException {
        lives++;
        oracle.live(Note.readAll(orders.effects(), orders.acknowledged()));
        expectNoComplaint();
    }

    private void expectNoComplaint() {
        assertThat(oracle.complaints)
                .as("complaints after %s; the store and all logs are in %s", this, folder)
                .isEmpty();
    }

    @Override
    public String toString() {
        return kills + " kills, " + oracle.submitted.size() + " runs, " + oracle.begins.size() + " attempts, "
                + oracle.repeats() + " of them repeated, " + oracle.told.size() + " events told";
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
