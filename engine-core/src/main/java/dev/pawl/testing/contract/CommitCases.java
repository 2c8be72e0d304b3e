package dev.pawl.testing.contract;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** When a commit is decided, and who learns it. Immutable. */
final class CommitCases {
    /** The promise is 20 ms; a busy machine is given more. */
    private static final long RIDE_ALONG_MILLIS = 1_000;

    private CommitCases() {}

    static void addTo(CaseList list) {
        list.add("anAwaitedCommitIsDone", b -> {
                    var commit = b.append(b.carried("a"), 2);
                    commit.await();
                    Expect.that(commit.isDone(), "a commit that was awaited is done");
                    Expect.that(commit.refusal().isEmpty(), "a commit that went well has no refusal");
                    commit.await();
                })
                .add("aRefusedCommitThrowsToEveryWaiter", b -> {
                    var commit = b.append(b.queued("a"), 2);
                    Refusal.expected(Reason.FENCED, commit, "the first wait");
                    Refusal.expected(Reason.FENCED, commit, "the second wait");
                })
                .add("aCommitKnowsThePositionOfItsFirstRow", CommitCases::position)
                .add("aRefusedCommitHasNoPosition", b -> {
                    var commit = b.append(b.queued("a"), 2);
                    Refusal.expected(Reason.FENCED, commit, "an append to a run that nobody carries");
                    Expect.equal(0L, commit.position(), "the position of a refused commit");
                })
                .add("hurrySaysWhetherItIsDecided", CommitCases::hurry)
                .add("whatNobodyAwaitsIsToldSoon", CommitCases::toldSoon)
                .add("whatNobodyAwaitsIsDoneSoon", CommitCases::doneSoon);
    }

    private static void position(Bench b) throws Exception {
        RunRow run = b.carried("a");
        b.carried("other");
        var rows = List.of(Samples.row(run.number(), 2), Samples.row(run.number(), 3));
        var two = b.log().append(new Checkpoint(run.number(), 1, rows, Optional.empty(), List.of()));
        var one = b.append(run, 4);
        long early = one.position();
        Expect.that(one.isDone() || early == 0, "a commit that is open has no position: " + early);

        two.await();
        one.await();

        Expect.equal(3L, two.position(), "the position of a commit of two rows");
        Expect.equal(5L, one.position(), "the position of the next commit");
    }

    private static void hurry(Bench b) throws Exception {
        var commit = b.append(b.carried("a"), 2);

        boolean decided = commit.hurry();

        Expect.that(!decided || commit.isDone(), "a commit that hurry() calls decided is done");
        commit.await();
        Expect.that(commit.hurry(), "a commit that is done is decided");
    }

    private static void toldSoon(Bench b) throws Exception {
        RunRow run = b.carried("a");
        b.append(run, 2).await();
        var told = new Told();
        b.log().watch(told);
        var commit = b.append(run, 3);
        told.awaitRow(run, 3, RIDE_ALONG_MILLIS);
        commit.await();
    }

    private static void doneSoon(Bench b) throws Exception {
        RunRow run = b.carried("a");
        b.append(run, 2).await();
        var done = new CountDownLatch(1);

        b.append(run, 3).onDone(done::countDown);

        Expect.within(RIDE_ALONG_MILLIS / 1_000, done, "a commit that nobody awaits");
        Expect.equal(List.of(1L, 2L, 3L), b.seqs(run), "the rows");
    }
}
