package dev.pawl.testing.contract;

import dev.pawl.store.Commit;
import dev.pawl.store.RunRow;
import dev.pawl.testing.Expect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/** What is to be done when a commit is decided. Immutable. */
final class OnDoneCases {
    private OnDoneCases() {}

    static void addTo(CaseList list) {
        list.add("onDoneRunsOnce", OnDoneCases::onDoneRunsOnce)
                .add("onDoneOfADoneCommitRunsAtOnce", OnDoneCases::onDoneAtOnce)
                .add("onDoneRunsAlsoAfterARefusal", OnDoneCases::onDoneAfterRefusal)
                .add("onDoneMayAppendTheNextRow", OnDoneCases::onDoneAppends)
                .add("theCommitsOfARunHappenInTheOrderOfTheirAppends", OnDoneCases::inOrder);
    }

    private static void onDoneRunsOnce(Bench b) throws Exception {
        RunRow run = b.carried("a");
        var calls = new AtomicInteger();
        var called = new CountDownLatch(2);
        var commit = b.append(run, 2);
        Runnable count = () -> {
            calls.incrementAndGet();
            called.countDown();
        };

        commit.onDone(count);
        commit.onDone(count);

        commit.await();
        Expect.soon(called, "two actions on one commit");
        b.append(run, 3).await();
        Expect.equal(2, calls.get(), "the calls of two actions");
    }

    private static void onDoneAtOnce(Bench b) throws Exception {
        var commit = b.append(b.carried("a"), 2);
        commit.await();
        var thread = new AtomicReference<Thread>();

        commit.onDone(() -> thread.set(Thread.currentThread()));

        Expect.equal(Thread.currentThread(), thread.get(), "who ran the action when onDone returned");
    }

    private static void onDoneAfterRefusal(Bench b) throws Exception {
        var commit = b.append(b.queued("a"), 2);
        var done = new CountDownLatch(1);
        var refused = new AtomicBoolean();

        commit.onDone(() -> {
            refused.set(commit.isDone() && commit.refusal().isPresent());
            done.countDown();
        });

        Expect.soon(done, "the action on a commit that is refused");
        Expect.that(refused.get(), "the refusal is there when the action runs");
    }

    private static void onDoneAppends(Bench b) throws Exception {
        RunRow run = b.carried("a");
        var end = new CountDownLatch(1);

        appendFrom(2, 20, b, run, end);

        Expect.soon(end, "twenty rows, each appended when the one before is done");
        Expect.equal(LongStream.rangeClosed(1, 20).boxed().toList(), b.seqs(run), "the rows");
    }

    private static void appendFrom(long seq, long last, Bench b, RunRow run, CountDownLatch end) {
        b.append(run, seq).onDone(() -> {
            if (seq == last) {
                end.countDown();
            } else {
                appendFrom(seq + 1, last, b, run, end);
            }
        });
    }

    private static void inOrder(Bench b) throws Exception {
        RunRow run = b.carried("a");
        List<Commit> commits = new ArrayList<>();
        var overtaken = new AtomicInteger();
        for (long seq = 2; seq <= 300; seq++) {
            List<Commit> before = List.copyOf(commits);
            var commit = b.append(run, seq);
            commits.add(commit);
            commit.onDone(() -> overtaken.addAndGet(
                    (int) before.stream().filter(c -> !c.isDone()).count()));
        }

        commits.get(commits.size() - 1).await();

        Expect.that(commits.stream().allMatch(Commit::isDone), "all commits before a done one are done");
        Expect.equal(0, overtaken.get(), "how many commits were still open when a later one was done");
        Expect.equal(LongStream.rangeClosed(1, 300).boxed().toList(), b.seqs(run), "the rows");
    }
}
