package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Queues;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** The queues in the file. Thread-safe. */
record SqliteQueues(GroupWriter writer, Readers readers) implements Queues {
    @Override
    public void limit(String queue, int runs) {
        notNegative("limit", queue, runs);
        change(queue, settings -> settings.withLimit(runs));
    }

    @Override
    public void capacity(String queue, long runs) {
        notNegative("capacity", queue, runs);
        change(queue, settings -> settings.withCapacity(runs));
    }

    @Override
    public void pause(String queue, boolean paused) {
        requireNonNull(queue, "queue");
        change(queue, settings -> settings.withPaused(paused));
    }

    private static void notNegative(String what, String queue, long number) {
        requireNonNull(queue, "queue");
        if (number < 0) {
            throw new IllegalArgumentException(what + " of queue '" + queue + "' < 0: " + number);
        }
    }

    private void change(String queue, UnaryOperator<QueueSettings> change) {
        writer.call(ledger -> {
            QueueTable queues = ledger.tables().queues();
            queues.set(queue, change.apply(queues.settings(queue)));
            return null;
        });
    }

    @Override
    public QueueState find(String queue) {
        requireNonNull(queue, "queue");
        return readers.read(tables ->
                state(queue, tables.queues().settings(queue), tables.counts().of(queue)));
    }

    @Override
    public List<QueueState> all() {
        return readers.read(tables -> {
            SortedMap<String, QueueSettings> queues = tables.queues().all();
            Map<RunCount, Long> counts = tables.counts().all();
            counts.keySet().forEach(count -> queues.putIfAbsent(count.queue(), QueueSettings.DEFAULT));
            return queues.entrySet().stream()
                    .map(queue -> state(queue.getKey(), queue.getValue(), counts))
                    .toList();
        });
    }

    private static QueueState state(String name, QueueSettings settings, Map<RunCount, Long> counts) {
        return new QueueState(
                name,
                settings.limit(),
                settings.capacity(),
                settings.paused(),
                count(counts, name, RunStatus.QUEUED),
                count(counts, name, RunStatus.RUNNING) + count(counts, name, RunStatus.CANCELLING),
                count(counts, name, RunStatus.WAITING),
                count(counts, name, RunStatus.PARKED));
    }

    private static long count(Map<RunCount, Long> counts, String queue, RunStatus status) {
        return counts.getOrDefault(new RunCount(queue, status), 0L);
    }

    @Override
    public long ahead(RunRow run) {
        requireNonNull(run, "run");
        return readers.read(tables -> tables.search().ahead(run));
    }
}
