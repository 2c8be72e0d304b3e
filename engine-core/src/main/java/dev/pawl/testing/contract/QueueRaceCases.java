package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunQueue.Accepted;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Many submit and claim at the same time. Immutable. */
final class QueueRaceCases {
    private static final int THREADS = 8;

    private QueueRaceCases() {}

    static void addTo(CaseList list) {
        list.add("oneKeyFromManyThreadsIsOneRun", QueueRaceCases::oneKey)
                .add("submitsAtOnceAreNumberedAndLoggedInOneOrder", QueueRaceCases::submitsAtOnce)
                .add("theLimitHoldsUnderManyClaimers", QueueRaceCases::limitHolds);
    }

    private static void oneKey(Bench b) throws Exception {
        Queue<Accepted> answers = new ConcurrentLinkedQueue<>();

        Together.start(
                2 * THREADS,
                i -> answers.add(b.queue()
                        .submit(Samples.newRun(Samples.keyed("run" + i, "the-key")), i % 2 == 0 ? "engine-" + i : "")));

        Expect.equal(1L, answers.stream().filter(Accepted::created).count(), "how many runs were created");
        Expect.equal(1L, answers.stream().map(a -> a.run().spec()).distinct().count(), "how many runs were answered");
        Expect.equal(1, b.wholeLog().size(), "how many rows were written");
    }

    private static void submitsAtOnce(Bench b) throws Exception {
        Together.start(THREADS, i -> {
            for (int j = 0; j < 25; j++) {
                b.queued("run-" + i + "-" + j);
            }
        });

        List<Long> numbers = b.wholeLog().stream().map(LogRow::run).toList();
        Expect.equal(numbers.stream().sorted().distinct().toList(), numbers, "the numbers in the order of the log");
        Expect.equal(THREADS * 25, numbers.size(), "how many runs there are");
    }

    private static void limitHolds(Bench b) throws Exception {
        int all = 200;
        b.queues().limit("narrow", 3);
        for (int i = 0; i < all; i++) {
            b.queued(Samples.in("run" + i, "narrow"));
        }
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        var carried = new AtomicInteger();
        var most = new AtomicInteger();
        var ended = new AtomicBoolean();
        // Nobody lets go of a run before everybody has tried to get one, so that no claim beyond the limit goes unseen.
        var everybody = new CyclicBarrier(THREADS, () -> ended.set(seen.size() == all));

        Together.start(THREADS, i -> {
            while (!ended.get()) {
                var claimed = b.queue().claim(List.of("narrow"), "engine-" + i, Samples.NOW);
                if (claimed.isPresent()) {
                    most.accumulateAndGet(carried.incrementAndGet(), Math::max);
                    Expect.that(seen.add(claimed.get().number()), claimed.get() + " is claimed only once");
                }
                everybody.await(Expect.LIMIT_SECONDS, TimeUnit.SECONDS);
                if (claimed.isPresent()) {
                    carried.decrementAndGet();
                    b.move(claimed.get(), 2, RunStatus.COMPLETED);
                }
            }
        });

        Expect.equal(3, most.get(), "how many were carried at the same time, at most");
        Expect.equal((long) all, b.query().counts().getOrDefault(RunStatus.COMPLETED, 0L), "the completed runs");
    }
}
