package dev.pawl.testing.race;

import dev.pawl.testing.Expect;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has two sides start together, each after a moment of its own that is spun away. The side that has won is held up longer the next time,
 * so that both orders occur, however much longer one of them takes than the other. Confined to one thread.
 */
final class RaceStart implements AutoCloseable {
    private static final long LEAST_STEP = 500;
    private static final long MOST_STEP = 500_000;
    private static final long MOST_LEAD = 50_000_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CyclicBarrier line = new CyclicBarrier(2);
    private final Random random;
    private long lead; // in nanoseconds, that the second side has
    private long step = 10_000;
    private boolean firstWonLast;

    RaceStart(Random random) {
        this.random = random;
    }

    /** One of the sides. */
    interface Side {
        void run() throws Exception;
    }

    /** A start that is under way. */
    record Off(Future<?> first, Future<?> second) {
        void await() throws InterruptedException {
            await(first);
            await(second);
        }

        private static void await(Future<?> side) throws InterruptedException {
            try {
                side.get(Expect.LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new AssertionError("a side of the race failed: " + e.getCause(), e.getCause());
            } catch (TimeoutException e) {
                throw new AssertionError("a side of the race is not over", e);
            }
        }
    }

    Off go(Side first, Side second) {
        long firstLate = Math.max(0, lead) + moment();
        long secondLate = Math.max(0, -lead) + moment();
        return new Off(side(first, firstLate), side(second, secondLate));
    }

    private long moment() {
        return (long) (random.nextDouble() * 2 * step);
    }

    private Future<?> side(Side side, long late) {
        return threads.submit(() -> {
            line();
            spin(late);
            side.run();
            return null;
        });
    }

    private void line() throws InterruptedException {
        try {
            line.await(Expect.LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("the other side did not come", e);
        }
    }

    static void spin(long nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    /** Holds up the winner the next time. */
    void won(boolean first) {
        step = first == firstWonLast ? Math.min(MOST_STEP, step * 3 / 2) : Math.max(LEAST_STEP, step / 2);
        firstWonLast = first;
        lead = Math.max(-MOST_LEAD, Math.min(MOST_LEAD, lead + (first ? step : -step)));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
