package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

/** Many at the same time. Immutable. */
final class RaceCases {
    private static final int THREADS = 8;
    private static final int ROWS = 100;

    private RaceCases() {}

    static void addTo(CaseList list) {
        list.add("eightRunsAreAppendedToAtOnceAndAwaited", b -> appendAtOnce(b, Commit::await))
                .add("eightRunsAreAppendedToAtOnceAndTold", RaceCases::appendAtOnceAndTold)
                .add("manyWaitForOneCommit", RaceCases::manyWaitForOneCommit)
                .add("aRefusedNeighbourDisturbsNobody", RaceCases::refusedNeighbour);
    }

    private static void appendAtOnceAndTold(Bench b) throws Exception {
        var open = new CountDownLatch(THREADS * ROWS);
        appendAtOnce(b, commit -> commit.onDone(open::countDown), open);
    }

    private static void appendAtOnce(Bench b, After after) throws Exception {
        appendAtOnce(b, after, new CountDownLatch(0));
    }

    private static void appendAtOnce(Bench b, After after, CountDownLatch open) throws Exception {
        var told = new Told();
        b.log().watch(told);
        List<RunRow> runs = b.carried("run", THREADS);

        Together.start(THREADS, i -> {
            for (long seq = 2; seq < 2 + ROWS; seq++) {
                after.handle(b.append(runs.get(i), seq));
            }
        });

        Expect.soon(open, "the commits");
        List<LogRow> rows = told.await(THREADS * (ROWS + 1));
        Expect.equal(b.wholeLog(), rows, "what was told, beside the log");
        Expect.equal(
                LongStream.rangeClosed(1, THREADS * (ROWS + 1)).boxed().toList(),
                rows.stream().map(LogRow::position).toList(),
                "the positions in the order of telling");
        for (RunRow run : runs) {
            Expect.equal(LongStream.rangeClosed(1, ROWS + 1).boxed().toList(), b.seqs(run), "the rows of a run");
        }
    }

    private static void manyWaitForOneCommit(Bench b) throws Exception {
        RunRow run = b.carried("a");
        for (long seq = 2; seq <= 21; seq++) {
            var commit = b.append(run, seq);
            Together.start(2 * THREADS, i -> {
                if (i % 2 == 0) {
                    commit.hurry();
                }
                commit.await();
                Expect.that(commit.isDone(), "a commit that was awaited is done");
            });
        }
        Expect.equal(LongStream.rangeClosed(1, 21).boxed().toList(), b.seqs(run), "the rows");
    }

    private static void refusedNeighbour(Bench b) throws Exception {
        List<RunRow> runs = b.carried("run", THREADS);
        for (int i = 1; i < THREADS; i += 2) {
            b.move(runs.get(i), 2, RunStatus.COMPLETED);
        }

        Together.start(THREADS, i -> {
            for (long seq = 2; seq < 32; seq++) {
                var commit = b.append(runs.get(i), seq + i % 2);
                if (i % 2 == 0) {
                    commit.await();
                } else {
                    Refusal.expected(Reason.FENCED, commit, "an append to an ended run");
                }
            }
        });

        for (int i = 0; i < THREADS; i++) {
            Expect.equal(i % 2 == 0 ? 31 : 2, b.read(runs.get(i)).size(), "the rows of run " + i);
        }
    }

    /** What a thread does with each commit. */
    @FunctionalInterface
    private interface After {
        void handle(Commit commit) throws Exception;
    }
}
