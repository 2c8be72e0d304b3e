package dev.pawl.memory;

import dev.pawl.store.LogRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells watchers of transactions in the order of positions, one at a time, without holding a lock.
 *
 * <p>{@link #note} is called under the gate's lock, so the line of transactions has the order of their positions.
 * {@link #tell} is called after it was released: the first thread to come tells everything in the line, also what others add
 * meanwhile; those others go on at once. So a watcher may append, which lengthens the line and is told by the call that is
 * already telling. Each transaction goes to those who were watching when it was committed. Thread-safe.
 */
final class Teller {
    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    private final Queue<Told> line = new ArrayDeque<>(); // guarded by line
    private List<Watch> watches = List.of(); // guarded by line; replaced, never changed
    private boolean telling; // guarded by line

    AutoCloseable watch(Consumer<List<LogRow>> watcher) {
        var watch = new Watch(watcher);
        synchronized (line) {
            var more = new ArrayList<>(watches);
            more.add(watch);
            watches = List.copyOf(more);
        }
        return () -> end(watch);
    }

    void note(List<LogRow> transaction) {
        synchronized (line) {
            if (!watches.isEmpty() && !transaction.isEmpty()) {
                line.add(new Told(transaction, watches));
            }
        }
    }

    void tell() {
        if (!begin()) {
            return;
        }
        boolean finished = false;
        try {
            for (Told next = next(); next != Told.NOTHING; next = next()) {
                next.tell();
            }
            finished = true;
        } finally {
            if (!finished) {
                stop();
            }
        }
    }

    private boolean begin() {
        synchronized (line) {
            if (telling || line.isEmpty()) {
                return false;
            }
            telling = true;
            return true;
        }
    }

    private Told next() {
        synchronized (line) {
            if (line.isEmpty()) {
                telling = false;
                return Told.NOTHING;
            }
            return line.remove();
        }
    }

    private void stop() {
        synchronized (line) {
            telling = false;
        }
    }

    private void end(Watch watch) {
        watch.open = false;
        synchronized (line) {
            watches = watches.stream().filter(other -> other != watch).toList();
        }
    }

    /** A transaction and those who are to hear of it. */
    private record Told(List<LogRow> rows, List<Watch> watches) {
        static final Told NOTHING = new Told(List.of(), List.of());

        void tell() {
            for (Watch watch : watches) {
                watch.tell(rows);
            }
        }
    }

    private static final class Watch {
        private final Consumer<List<LogRow>> watcher;
        private volatile boolean open = true;

        Watch(Consumer<List<LogRow>> watcher) {
            this.watcher = watcher;
        }

        void tell(List<LogRow> rows) {
            if (!open) {
                return;
            }
            try {
                watcher.accept(rows);
            } catch (RuntimeException e) {
                LOG.warn(
                        "a watcher failed at position {}; it goes on with the next transaction",
                        rows.get(0).position(),
                        e);
            }
        }
    }
}
