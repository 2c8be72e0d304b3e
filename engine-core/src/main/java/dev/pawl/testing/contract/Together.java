package dev.pawl.testing.contract;

import dev.pawl.testing.Expect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts the same task on several threads at the same moment and waits for all of them. Immutable. */
final class Together {
    private Together() {}

    static void start(int threads, Task task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            var gate = new CountDownLatch(threads);
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int index = i;
                ends.add(pool.submit(() -> {
                    gate.countDown();
                    gate.await();
                    task.run(index);
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get(2 * Expect.LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a thread is still busy after " + 2 * Expect.LIMIT_SECONDS + " s", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** What each thread does; the index is its own. */
    @FunctionalInterface
    interface Task {
        void run(int index) throws Exception;
    }
}
