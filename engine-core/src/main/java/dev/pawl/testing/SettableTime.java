package dev.pawl.testing;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A clock that stands still until it is told to go on, so that a wait of thirty days is tested in a moment:
 *
 * <pre>{@code
 * SettableTime time = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
 * try (WorkflowEngine engine = WorkflowEngine.builder().time(time).pipeline(reminder).build()) {
 *   Run run = engine.submit("reminder", Inputs.none());
 *   time.awaitWakes(1, Duration.ofSeconds(5));
 *   time.advance(Duration.ofDays(30));
 *   run.await();
 * }
 * }</pre>
 *
 * <p>The hour and the even clock go on together. Due wake-ups run on the thread that advances the clock, in the order of their time and,
 * at one time, of their asking, and each of them sees the clock stand where it was due. Thread-safe.
 */
public final class SettableTime implements TimeSource {
    private final Instant start;
    private final boolean leaping;
    private final SortedMap<Order, Runnable> wakes = new TreeMap<>(); // guarded by this
    private long nanos; // guarded by this
    private long asked; // guarded by this

    private SettableTime(Instant start, boolean leaping) {
        this.start = requireNonNull(start, "start");
        this.leaping = leaping;
    }

    /** A clock that stands at this hour until {@link #advance}. */
    public static SettableTime at(Instant start) {
        return new SettableTime(start, false);
    }

    /** A clock that nobody has to advance: whoever asks to be woken is woken at once, and the clock leaps to that time. */
    public static SettableTime leapingFrom(Instant start) {
        return new SettableTime(start, true);
    }

    @Override
    public synchronized Instant now() {
        return start.plusNanos(nanos);
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public Wake wakeAt(long due, Runnable action) {
        requireNonNull(action, "action");
        synchronized (this) {
            if (due > nanos && !leaping) {
                var order = new Order(due, asked++);
                wakes.put(order, action);
                notifyAll();
                return () -> cancel(order);
            }
            nanos = Math.max(nanos, due);
        }
        action.run();
        return () -> {};
    }

    private synchronized void cancel(Order order) {
        wakes.remove(order);
    }

    /** Sets the clock forward, and runs what becomes due on the way. */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a clock does not go back: " + time);
        }
        long target;
        synchronized (this) {
            target = nanos + time.toNanos();
        }
        for (Optional<Runnable> due = nextDue(target); due.isPresent(); due = nextDue(target)) {
            due.get().run();
        }
    }

    /** The next action that is due until then, with the clock set to its time; where there is none, the clock is set to the target. */
    private synchronized Optional<Runnable> nextDue(long target) {
        if (wakes.isEmpty() || wakes.firstKey().due > target) {
            nanos = Math.max(nanos, target);
            return Optional.empty();
        }
        Order first = wakes.firstKey();
        nanos = Math.max(nanos, first.due);
        return Optional.of(wakes.remove(first));
    }

    /** How many wake-ups are asked for and have not come. */
    public synchronized int wakes() {
        return wakes.size();
    }

    /**
     * Waits until that many wake-ups are asked for: then those who will be woken have got as far as that.
     *
     * @throws AssertionError when the limit, in real time, is over before
     */
    public synchronized void awaitWakes(int number, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (wakes.size() < number) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError(
                        "after " + limit + " there are " + wakes.size() + " wake-ups instead of " + number);
            }
            wait(millis);
        }
    }

    private record Order(long due, long asked) implements Comparable<Order> {
        @Override
        public int compareTo(Order other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(asked, other.asked);
        }
    }
}
