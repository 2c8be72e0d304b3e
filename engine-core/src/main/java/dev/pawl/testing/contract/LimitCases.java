package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.testing.Expect;
import java.util.ArrayList;
import java.util.List;

/** How many runs of a queue are carried at a time. Immutable. */
final class LimitCases {
    private LimitCases() {}

    static void addTo(CaseList list) {
        list.add("aQueueWithoutALimitCarriesThree", b -> {
                    b.queued("untouched", 5);
                    Expect.equal(
                            3, b.claimAll(List.of("untouched"), Samples.NOW).size(), "the runs that are carried");
                })
                .add("aLimitIsKept", b -> {
                    b.queues().limit("narrow", 2);
                    b.queued("narrow", 4);
                    Expect.equal(2, b.claimAll(List.of("narrow"), Samples.NOW).size(), "the runs that are carried");
                })
                .add("aFullQueueDoesNotHoldUpAnother", b -> {
                    b.queues().limit("narrow", 1);
                    b.queued("narrow", 2);
                    b.queued("wide", 2);
                    List<String> ids = b.claimAll(List.of("narrow", "wide"), Samples.NOW);
                    Expect.equal(List.of("narrow0", "wide0", "wide1"), ids, "the claims");
                })
                .add("aRaisedLimitGivesMoreAndALoweredTakesNobodysRun", LimitCases::limitChanges)
                .add("aLimitOfNoneHoldsTheQueue", b -> {
                    b.queues().limit("held", 0);
                    b.queued("held", 1);
                    Expect.equal(List.of(), b.claimAll(List.of("held"), Samples.NOW), "the claims");
                })
                .add("aRunThatLetsGoFreesItsSlot", LimitCases::slots);
    }

    private static void limitChanges(Bench b) throws Exception {
        List<String> narrow = List.of("narrow");
        b.queues().limit("narrow", 1);
        b.queued("narrow", 6);
        Expect.equal(List.of("narrow0"), b.claimAll(narrow, Samples.NOW), "the claims within 1");

        b.queues().limit("narrow", 3);
        Expect.equal(List.of("narrow1", "narrow2"), b.claimAll(narrow, Samples.NOW), "the claims within 3");

        b.queues().limit("narrow", 2);
        RunRow first = b.query().find("narrow0").orElseThrow();
        Expect.equal(RunStatus.RUNNING, first.state().status(), "a run carried under a lowered limit");
        b.move(first, 2, RunStatus.COMPLETED);
        Expect.equal(List.of(), b.claimAll(narrow, Samples.NOW), "the claims while 2 of 2 are carried");
        b.move(b.query().find("narrow1").orElseThrow(), 2, RunStatus.COMPLETED);
        Expect.equal(List.of("narrow3"), b.claimAll(narrow, Samples.NOW), "the claims while 1 of 2 is carried");
    }

    private static void slots(Bench b) throws Exception {
        List<String> narrow = List.of("narrow");
        b.queues().limit("narrow", 1);
        List<RunStatus> keep = new ArrayList<>(List.of(RunStatus.RUNNING, RunStatus.CANCELLING));
        for (RunStatus status : RunStatus.values()) {
            RunRow run = b.carried(Samples.in("to-" + status, "narrow"));
            long due = status == RunStatus.QUEUED ? Samples.NOW + 1_000 : 0;
            b.append(run, 2, new RunChange(status, "", due, 0)).await();
            b.queued(Samples.in("after-" + status, "narrow"));

            var next = b.queue().claim(narrow, Samples.OWNER, Samples.NOW);

            Expect.equal(!keep.contains(status), next.isPresent(), "that a run which is " + status + " frees its slot");
            if (next.isEmpty()) {
                b.move(run, 3, RunStatus.COMPLETED);
                next = b.queue().claim(narrow, Samples.OWNER, Samples.NOW);
            }
            b.move(next.orElseThrow(), 2, RunStatus.COMPLETED);
        }
    }
}
