package dev.pawl.sqlite;

import dev.pawl.store.LogRow;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells others what was committed, in the order of commits, without a lock: parcels are added by whoever holds the writer, and
 * delivered by one thread at a time, the first that finds nobody at it. What is called may append, hurry and wait. Thread-safe.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Queue<Runnable> parcels = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<List<Watch>> watches = new AtomicReference<>(List.of());
    private volatile Thread courier;

    /** One who is told, until it is closed. */
    private final class Watch implements AutoCloseable {
        private final Consumer<List<LogRow>> watcher;
        private volatile boolean ended;

        private Watch(Consumer<List<LogRow>> watcher) {
            this.watcher = watcher;
        }

        private void tell(List<LogRow> rows) {
            if (!ended) {
                quietly(() -> watcher.accept(rows));
            }
        }

        @Override
        public void close() {
            ended = true;
            watches.updateAndGet(
                    all -> all.stream().filter(watch -> watch != this).toList());
        }
    }

    AutoCloseable watch(Consumer<List<LogRow>> watcher) {
        Watch watch = new Watch(watcher);
        watches.updateAndGet(
                all -> Stream.concat(all.stream(), Stream.of(watch)).toList());
        return watch;
    }

    boolean isWatched() {
        return !watches.get().isEmpty();
    }

    /** Takes the tickets of a transaction, whose actions are to be run, and its rows, for those who watch now. */
    void add(List<Ticket<?>> tickets, List<LogRow> rows) {
        List<Watch> now = rows.isEmpty() ? List.of() : watches.get();
        parcels.add(() -> {
            tickets.forEach(Ticket::act);
            now.forEach(watch -> watch.tell(rows));
        });
    }

    /** Delivers what is there, unless another thread is at it: then that one does. */
    void deliver() {
        if (parcels.isEmpty() || requests.getAndIncrement() != 0) {
            return;
        }
        int answered = 1;
        while (answered != 0) {
            courier = Thread.currentThread();
            for (Runnable parcel = parcels.poll(); parcel != null; parcel = parcels.poll()) {
                parcel.run();
            }
            courier = null;
            answered = requests.addAndGet(-answered);
        }
    }

    /** Waits until all that is there is delivered, but not for ever, and not for itself. */
    void flush() {
        CountDownLatch delivered = new CountDownLatch(1);
        parcels.add(delivered::countDown);
        deliver();
        if (courier == Thread.currentThread()) {
            return;
        }
        try {
            if (!delivered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A watcher of the log still holds up {} after {} s", courier, PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void quietly(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            LOG.warn("What was to be told after a commit has failed", e);
        }
    }
}
