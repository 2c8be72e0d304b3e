package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** What watchers are told, and when. Immutable. */
final class WatchCases {
    private WatchCases() {}

    static void addTo(CaseList list) {
        list.add("aWatcherSeesEveryRowOnceInOrder", WatchCases::everyRow)
                .add("theRowsOfACheckpointAreToldTogether", WatchCases::together)
                .add("whatIsToldCanBeRead", WatchCases::canBeRead)
                .add("whatIsRefusedIsNotTold", WatchCases::refusedIsNotTold)
                .add("aWatcherThatThrowsDisturbsNobody", WatchCases::throwing)
                .add("aWatcherMayAppend", WatchCases::appending);
    }

    private static void everyRow(Bench b) throws Exception {
        var told = new Told();
        b.log().watch(told);
        RunRow a = b.carried("a");
        RunRow c = b.carried("c");
        b.append(a, 2);
        b.append(c, 2);
        b.append(a, 3).await();
        b.append(c, 3, RunChange.to(RunStatus.COMPLETED, "")).await();

        List<LogRow> rows = told.await(6);

        Expect.equal(b.wholeLog(), rows, "what was told, beside the log");
        b.queued("d");
        Expect.equal(b.wholeLog(), told.await(7), "what was told after one more, beside the log");
    }

    private static void together(Bench b) throws Exception {
        RunRow run = b.carried("a");
        var told = new Told();
        b.log().watch(told);
        var rows = List.of(Samples.row(run.number(), 2), Samples.row(run.number(), 3), Samples.row(run.number(), 4));
        b.log()
                .append(new Checkpoint(run.number(), 1, rows, Optional.empty(), List.of()))
                .await();
        told.await(3);

        List<List<Long>> expected = List.of(List.of(2L, 3L, 4L));
        // A store that is late may tell the submit as well.
        var seqs = told.transactions().stream()
                .map(rowsTold -> rowsTold.stream()
                        .map(LogRow::seq)
                        .filter(seq -> seq > 1)
                        .toList())
                .filter(seqsTold -> !seqsTold.isEmpty())
                .toList();
        Expect.equal(expected, seqs, "the transactions");
    }

    private static void canBeRead(Bench b) throws Exception {
        RunRow run = b.carried("a");
        Queue<String> missing = new ConcurrentLinkedQueue<>();
        var told = new CountDownLatch(50);
        b.log().watch(rows -> {
            for (LogRow row : rows) {
                if (!b.log().read(row.run(), row.seq() - 1, 1).equals(List.of(row))) {
                    missing.add(row.toString());
                }
                told.countDown();
            }
        });

        for (long seq = 2; seq <= 51; seq++) {
            b.append(run, seq).await();
        }

        Expect.soon(told, "fifty rows");
        Expect.equal(List.of(), List.copyOf(missing), "rows that were told and could not be read");
    }

    private static void refusedIsNotTold(Bench b) throws Exception {
        RunRow run = b.carried("a");
        RunRow queued = b.queued("b");
        var told = new Told();
        b.log().watch(told);
        Refusal.expected(Reason.FENCED, b.append(queued, 2), "an append to a run that nobody carries");
        Refusal.expected(Reason.OUT_OF_ORDER, b.append(run, 7), "an append that leaves a gap");
        b.append(run, 2).await();
        told.await(1);
        b.append(run, 3).await();

        told.await(2);

        Expect.that(b.wholeLog().containsAll(told.rows()), "all that was told is in the log: " + told.rows());
    }

    private static void throwing(Bench b) throws Exception {
        RunRow run = b.carried("a");
        var told = new Told();
        b.log().watch(rows -> {
            throw new IllegalStateException("a watcher's own mistake");
        });
        b.log().watch(told);

        b.append(run, 2).await();
        b.append(run, 3).await();

        told.awaitRow(run, 2);
        told.awaitRow(run, 3);
    }

    private static void appending(Bench b) throws Exception {
        RunRow run = b.carried("a");
        var told = new Told();
        b.log().watch(rows -> {
            long seq = rows.get(rows.size() - 1).seq();
            if (seq > 1 && seq < 10) {
                b.append(run, seq + 1);
            }
        });
        b.log().watch(told);

        b.append(run, 2).await();

        told.awaitRow(run, 10);
        List<Long> positions = told.rows().stream().map(LogRow::position).toList();
        Expect.equal(positions.stream().sorted().toList(), positions, "the positions in the order of telling");
    }
}
