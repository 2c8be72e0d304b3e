package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.testing.Expect;
import java.util.List;

/** Queues that are paused. Immutable. */
final class PauseCases {
    private static final List<String> MAIN = List.of(Samples.QUEUE);

    private PauseCases() {}

    static void addTo(CaseList list) {
        list.add("aPausedQueueGivesNothing", b -> {
                    b.queued("a");
                    b.queue().submit(Samples.newRun(Samples.spec("b"), Samples.NOW - 1), "");
                    RunRow waiting = b.claim(Samples.OWNER).orElseThrow();
                    b.append(waiting, 2, new RunChange(RunStatus.WAITING, "", Samples.NOW, 0))
                            .await();
                    b.queues().pause(Samples.QUEUE, true);
                    Expect.equal(List.of(), b.claimAll(MAIN, Samples.NOW), "the claims from a paused queue");
                    b.queues().pause(Samples.QUEUE, false);
                    Expect.equal(List.of("a", "b"), b.claimAll(MAIN, Samples.NOW), "the claims when it goes on");
                })
                .add("aSubmitToAPausedQueueIsQueued", b -> {
                    b.queues().pause(Samples.QUEUE, true);
                    RunRow run = b.queue()
                            .submit(Samples.newRun(Samples.spec("a")), Samples.OWNER)
                            .run();
                    Expect.equal(RunStatus.QUEUED, run.state().status(), "the status");
                    b.queues().pause(Samples.QUEUE, false);
                    Expect.equal(List.of("a"), b.claimAll(MAIN, Samples.NOW), "the claims when it goes on");
                })
                .add("whatIsCarriedGoesOnInAPausedQueue", b -> {
                    RunRow run = b.carried("a");
                    b.queues().pause(Samples.QUEUE, true);
                    Expect.equal(run, b.now(run), "the run");
                    b.append(run, 2).await();
                    b.move(run, 3, RunStatus.COMPLETED);
                    Expect.equal(0L, b.queues().find(Samples.QUEUE).carried(), "how many are carried");
                })
                .add("aPausedQueueHoldsUpNoOther", b -> {
                    b.queued(Samples.weighted("held", 9));
                    b.queued("side", 1);
                    b.queues().pause(Samples.QUEUE, true);
                    Expect.equal(
                            List.of("side0"), b.claimAll(List.of(Samples.QUEUE, "side"), Samples.NOW), "the claims");
                    RunRow run = b.queue()
                            .submit(Samples.newRun(Samples.in("side1", "side")), Samples.OWNER)
                            .run();
                    Expect.equal(RunStatus.RUNNING, run.state().status(), "the status of a submit to another queue");
                })
                .add("pausingTwiceIsPausingOnce", b -> {
                    b.queued("a");
                    b.queues().pause(Samples.QUEUE, true);
                    b.queues().pause(Samples.QUEUE, true);
                    b.queues().pause(Samples.QUEUE, false);
                    Expect.equal(List.of("a"), b.claimAll(MAIN, Samples.NOW), "the claims");
                })
                .add("aQueueCanBePausedBeforeItsFirstRun", b -> {
                    b.queues().pause("new", true);
                    b.queued("new", 1);
                    Expect.equal(List.of(), b.claimAll(List.of("new"), Samples.NOW), "the claims");
                });
    }
}
