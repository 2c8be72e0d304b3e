package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.Expect;
import java.util.List;

/** Owners that come and go, and what they carried. Immutable. */
final class OwnerCases {
    private static final List<String> MAIN = List.of(Samples.QUEUE);

    private OwnerCases() {}

    static void addTo(CaseList list) {
        list.add("leavingPutsBackWhatWasCarried", OwnerCases::leaving)
                .add("leavingPutsBackARunThatIsCancelling", b -> {
                    RunRow run = b.move(b.carried("a"), 2, RunStatus.CANCELLING);
                    b.queue().leave(Samples.OWNER);
                    isBack(b, run);
                })
                .add("leavingPutsBackAtTheOldPlace", b -> {
                    b.carried("a");
                    b.carried("b");
                    b.queued("c");
                    b.queue().leave(Samples.OWNER);
                    Expect.equal(List.of("a", "b", "c"), b.claimAll(MAIN, Samples.NOW), "the claims");
                })
                .add("leavingTouchesNobodyElse", OwnerCases::leavingTouchesNobodyElse)
                .add("leavingAgainIsNothing", b -> {
                    RunRow run = b.carried("a");
                    b.queue().leave(Samples.OWNER);
                    b.queue().leave(Samples.OWNER);
                    b.queue().leave("nobody");
                    isBack(b, run);
                })
                .add("leavingFreesTheSlots", b -> {
                    b.queues().limit("narrow", 1);
                    b.carried(Samples.in("a", "narrow"));
                    b.queue().leave(Samples.OWNER);
                    Expect.equal(List.of("a"), b.claimAll(List.of("narrow"), Samples.NOW), "the claims");
                })
                .add("anOwnerThatIsAliveKeepsItsRuns", b -> {
                    RunRow run = b.carried("a");
                    b.queue().join(Samples.OWNER);
                    Expect.equal(0, b.takeOver(Samples.NOW + 1), "how many were taken over");
                    Expect.equal(run, b.now(run), "the run");
                })
                .add("takeOverPutsBackTheRunsOfOwnersThatAreNotAlive", OwnerCases::takeOver)
                .add("aClaimAfterATakeOverRaisesTheEpoch", OwnerCases::epochRises)
                .add("anOwnerThatComesBackStartsAnew", b -> {
                    b.queue().leave(Samples.OWNER);
                    b.queue().join(Samples.OWNER);
                    RunRow run = b.carried("a");
                    Expect.equal(0, b.takeOver(Samples.NOW), "how many were taken over");
                    b.append(run, 2).await();
                });
    }

    private static void leaving(Bench b) throws Exception {
        List<RunRow> runs = b.carried("run", 3);
        RunRow ended = b.move(runs.get(0), 2, RunStatus.COMPLETED);

        b.queue().leave(Samples.OWNER);

        Expect.equal(ended, b.now(ended), "a run that had ended");
        isBack(b, runs.get(1));
        isBack(b, runs.get(2));
        Expect.equal(List.of("run1", "run2"), b.claimAll(MAIN, Samples.NOW), "the claims");
    }

    private static void leavingTouchesNobodyElse(Bench b) throws Exception {
        b.queue().join("engine-2");
        RunRow mine = b.carried("a");
        RunRow other =
                b.queue().submit(Samples.newRun(Samples.spec("b")), "engine-2").run();

        b.queue().leave(Samples.OWNER);

        isBack(b, mine);
        Expect.equal(other, b.now(other), "the run of another owner");
        b.append(other, 2).await();
    }

    private static void takeOver(Bench b) throws Exception {
        List<RunRow> runs = b.carried("run", 2);
        RunRow lost = b.queue()
                .submit(Samples.newRun(Samples.spec("lost")), "never-joined")
                .run();
        RunRow undoing = b.queue()
                .submit(Samples.newRun(Samples.spec("undoing")), "never-joined")
                .run();
        b.move(undoing, 2, RunStatus.CANCELLING);

        int back = b.takeOver(Samples.NOW + 60_000);

        Expect.equal(2, back, "how many were taken over");
        isBack(b, lost);
        isBack(b, undoing);
        Expect.equal(runs.get(0), b.now(runs.get(0)), "the run of an owner that is alive");
        Expect.equal(0, b.takeOver(Samples.NOW + 60_000), "how many were taken over again");
        Expect.equal(List.of("lost", "undoing"), b.claimAll(MAIN, Samples.NOW + 60_000), "the claims");
    }

    private static void epochRises(Bench b) throws Exception {
        RunRow lost = b.queue()
                .submit(Samples.newRun(Samples.spec("lost")), "never-joined")
                .run();
        b.append(lost, 2).await();
        b.takeOver(Samples.NOW);

        RunRow taken =
                b.claim(Samples.OWNER).orElseThrow(() -> new AssertionError("a run that was put back is claimed"));

        Expect.equal(2L, taken.state().epoch(), "the epoch of the second claim");
        Refusal.expected(Reason.FENCED, b.append(lost, 3), "the append of the former owner");
        b.append(taken, 3).await();
        Expect.equal(List.of(1L, 2L, 3L), b.seqs(lost), "the rows");
    }

    private static void isBack(Bench b, RunRow run) {
        RunState state = b.now(run).state();
        Expect.equal(
                RunStatus.QUEUED, state.status(), "the status of " + run.spec().id() + ", which was put back");
        Expect.equal("", state.owner(), "its owner");
        Expect.equal(run.state().epoch(), state.epoch(), "its epoch");
    }
}
