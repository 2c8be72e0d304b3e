package dev.pawl.testing.contract;

import dev.pawl.store.LogRow;
import dev.pawl.store.RunRow;
import dev.pawl.testing.Expect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A watcher that keeps what it is told, transaction by transaction. Thread-safe. */
final class Told implements Consumer<List<LogRow>> {
    private final List<List<LogRow>> transactions = new ArrayList<>(); // guarded by this
    private int rows; // guarded by this

    @Override
    public synchronized void accept(List<LogRow> transaction) {
        transactions.add(List.copyOf(transaction));
        rows += transaction.size();
        notifyAll();
    }

    synchronized List<List<LogRow>> transactions() {
        return List.copyOf(transactions);
    }

    synchronized List<LogRow> rows() {
        return transactions.stream().flatMap(List::stream).toList();
    }

    /** Waits until that many rows were told; returns all that were told until then. */
    List<LogRow> await(int expected) throws InterruptedException {
        return await(expected, TimeUnit.SECONDS.toMillis(Expect.LIMIT_SECONDS));
    }

    /** Waits until that row of the run was told. */
    void awaitRow(RunRow run, long seq, long millis) throws InterruptedException {
        int expected = 1;
        while (await(expected, millis).stream().noneMatch(row -> row.run() == run.number() && row.seq() == seq)) {
            expected = rows().size() + 1;
        }
    }

    void awaitRow(RunRow run, long seq) throws InterruptedException {
        awaitRow(run, seq, TimeUnit.SECONDS.toMillis(Expect.LIMIT_SECONDS));
    }

    private synchronized List<LogRow> await(int expected, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (rows < expected) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(rows + " rows told within " + millis + " ms, expected " + expected);
            }
            wait(left);
        }
        return rows();
    }
}
