package dev.pawl.sqlite;

import dev.pawl.store.LogRow;
import dev.pawl.store.StoreException;
import java.util.ArrayList;
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

    private static final int PAGE = 200;

    private final Queue<Runnable> parcels = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<List<Watch>> watches = new AtomicReference<>(List.of());
    private final Log log;
    private volatile Thread courier;
    private volatile long told; // up to which position watchers have been told; written by the courier

    /** What all processes have written. */
    interface Log {
        List<LogRow> after(long position, int max);

        long lastPosition();
    }

    Outbox(Log log) {
        this.log = log;
    }

    /** One who is told what is written from now on, until it is closed. */
    private final class Watch implements AutoCloseable {
        private final Consumer<List<LogRow>> watcher;
        private final long from;
        private volatile boolean ended;

        private Watch(Consumer<List<LogRow>> watcher, long from) {
            this.watcher = watcher;
            this.from = from;
        }

        private void tell(List<LogRow> rows) {
            List<LogRow> later = after(from, rows);
            if (!ended && !later.isEmpty()) {
                quietly(() -> watcher.accept(later));
            }
        }

        @Override
        public void close() {
            ended = true;
            watches.updateAndGet(
                    all -> all.stream().filter(watch -> watch != this).toList());
        }
    }

    synchronized AutoCloseable watch(Consumer<List<LogRow>> watcher) {
        long last = log.lastPosition();
        Watch watch = new Watch(watcher, last);
        if (!isWatched()) {
            parcels.add(() -> told = last);
            deliver();
        }
        watches.updateAndGet(
                all -> Stream.concat(all.stream(), Stream.of(watch)).toList());
        return watch;
    }

    boolean isWatched() {
        return !watches.get().isEmpty();
    }

    /** Takes the tickets of a transaction, whose actions are to be run, and its rows, for those who watch now. */
    void add(List<Ticket<?>> tickets, List<LogRow> rows) {
        parcels.add(() -> {
            tickets.forEach(Ticket::act);
            tell(rows);
        });
    }

    /** Tells what other processes have written since. */
    void catchUp() {
        if (isWatched() && log.lastPosition() > told) {
            parcels.add(() -> isToldUpTo(Long.MAX_VALUE));
            deliver();
        }
    }

    /** Tells rows of this process, after those of others that came before; those that cannot be read now are told with them later. */
    private void tell(List<LogRow> rows) {
        if (!rows.isEmpty()) {
            long first = rows.get(0).position();
            if (first <= told + 1 || isToldUpTo(first - 1)) {
                tellAll(after(told, rows));
            }
        }
    }

    private static List<LogRow> after(long position, List<LogRow> rows) {
        return rows.isEmpty() || rows.get(0).position() > position
                ? rows
                : rows.stream().filter(row -> row.position() > position).toList();
    }

    /** Reads and tells what stands in the file up to there; says whether it could be read. */
    private boolean isToldUpTo(long last) {
        try {
            int size = PAGE;
            while (told < last && size > 0) {
                int max = (int) Math.min(size, last - told);
                List<LogRow> page = page(max);
                size = page.size() == max ? PAGE : 0;
                tellAll(page);
            }
            return true;
        } catch (StoreException e) {
            LOG.debug("what other processes have written cannot be read, which is tried again", e);
            return false;
        }
    }

    /** The next rows; where one of them is damaged, those before it, or those after it. */
    private List<LogRow> page(int max) {
        try {
            return log.after(told, max);
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.CORRUPT) {
                throw e;
            }
            LOG.warn("a damaged event is told to nobody", e);
        }
        List<LogRow> sound = new ArrayList<>();
        long end = told + max;
        for (long at = told; at < end; at++) {
            try {
                log.after(at, 1).stream()
                        .filter(row -> sound.isEmpty() || row.position() > last(sound))
                        .forEach(sound::add);
            } catch (StoreException e) {
                LOG.debug("the event at {} is damaged", at + 1, e);
            }
        }
        if (sound.isEmpty()) {
            told = Math.min(end, log.lastPosition());
        }
        return sound;
    }

    private static long last(List<LogRow> rows) {
        return rows.get(rows.size() - 1).position();
    }

    private void tellAll(List<LogRow> rows) {
        if (!rows.isEmpty()) {
            told = last(rows);
            watches.get().forEach(watch -> watch.tell(rows));
        }
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
                quietly(parcel);
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
