package dev.pawl.sqlite.kill;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs series of kills that have nothing to do with one another, because a child mostly waits for its own start. */
final class TwoAtATime {
    private TwoAtATime() {}

    /** Returns when all have ended; throws when one has failed, with the failures of the others. */
    static void run(List<Callable<Void>> tasks) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            AssertionError failed = new AssertionError("a series has failed, see what was suppressed");
            for (Future<Void> task : threads.invokeAll(tasks)) {
                try {
                    task.get();
                } catch (ExecutionException e) {
                    failed.addSuppressed(e.getCause());
                }
            }
            if (failed.getSuppressed().length > 0) {
                throw failed;
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
