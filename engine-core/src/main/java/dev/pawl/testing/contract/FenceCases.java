package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Optional;

/** Only the holder of the newest epoch writes. Immutable. */
final class FenceCases {
    private FenceCases() {}

    static void addTo(CaseList list) {
        list.add("aStaleEpochIsFenced", FenceCases::staleEpoch)
                .add("aStaleEpochIsFencedAlsoWhenItsRowsAreOutOfOrder", FenceCases::staleEpochAndSeq)
                .add("anEpochFromTheFutureIsFenced", b -> {
                    RunRow run = b.carried("a");
                    var commit = b.log().append(Checkpoint.of(run.number(), 2, Samples.row(run.number(), 2)));
                    Refusal.expected(Reason.FENCED, commit, "epoch 2 while it is 1");
                })
                .add("aRefusalNamesTheRunAndBothEpochs", FenceCases::refusalNames)
                .add("aQueuedRunTakesNoRows", b -> {
                    RunRow run = b.queued("a");
                    Refusal.expected(Reason.FENCED, b.append(run, 2), "an append to a run that nobody carries");
                    Expect.equal(List.of(1L), b.seqs(run), "the rows");
                })
                .add("aRunThatWasPutBackTakesNoRowsFromItsOldOwner", b -> {
                    RunRow run = b.carried("a");
                    b.queue().leave(Samples.OWNER);
                    Refusal.expected(Reason.FENCED, b.append(run, 2), "an append after leaving");
                    Expect.equal(List.of(1L), b.seqs(run), "the rows");
                })
                .add("aRunThatWaitsTakesNoRows", b -> takesNothingMore(b, RunStatus.WAITING))
                .add("aParkedRunTakesNoRows", b -> takesNothingMore(b, RunStatus.PARKED))
                .add("aCompletedRunIsFinal", b -> takesNothingMore(b, RunStatus.COMPLETED))
                .add("aFailedRunIsFinal", b -> takesNothingMore(b, RunStatus.FAILED))
                .add("aCancelledRunIsFinal", b -> takesNothingMore(b, RunStatus.CANCELLED))
                .add("anUnknownRunIsFenced", b -> {
                    b.queued("a");
                    var commit = b.log().append(Checkpoint.of(4711, 1, Samples.row(4711, 1)));
                    Refusal.expected(Reason.FENCED, commit, "an append to a run that is not there");
                    Expect.equal(1L, b.log().lastPosition(), "the last position");
                })
                .add("aFencedChangeWithoutRowsChangesNothing", FenceCases::fencedChange);
    }

    private static void staleEpoch(Bench b) throws Exception {
        RunRow old = b.carried("a");
        RunRow taken = b.handOver(old, "engine-2");

        var late = b.append(old, 2, RunChange.to(RunStatus.FAILED, "late"));

        Refusal.expected(Reason.FENCED, late, "the append of the former owner");
        Expect.equal(List.of(1L), b.seqs(old), "the rows");
        Expect.equal(taken, b.now(old), "the run's row");
        b.append(taken, 2).await();
        Expect.equal(List.of(1L, 2L), b.seqs(old), "the rows after the new owner's append");
    }

    private static void staleEpochAndSeq(Bench b) throws Exception {
        RunRow old = b.carried("a");
        RunRow taken = b.handOver(old, "engine-2");
        b.append(taken, 2).await();

        Refusal.expected(Reason.FENCED, b.append(old, 2), "a late append of a seq that is taken");
        Refusal.expected(Reason.FENCED, b.append(old, 9), "a late append that leaves a gap");
    }

    private static void refusalNames(Bench b) throws Exception {
        RunRow run = b.carried("the-run");
        RunRow taken = run;
        for (int i = 0; i < 40; i++) {
            taken = b.handOver(taken, Samples.OWNER);
        }
        var stale = Checkpoint.of(run.number(), 37, Samples.row(run.number(), 2));

        String message = Refusal.expected(Reason.FENCED, b.log().append(stale), "epoch 37")
                .getMessage();

        Expect.that(
                message.contains("the-run") || message.contains("run " + run.number()),
                "this names the run: " + message);
        Expect.that(message.contains("37") && message.contains("41"), "this names the epochs 37 and 41: " + message);
    }

    private static void takesNothingMore(Bench b, RunStatus status) throws Exception {
        RunRow run = b.carried("a");
        RunRow moved = b.move(run, 2, status);

        var again = b.append(run, 3, RunChange.to(RunStatus.RUNNING, ""));

        Refusal.expected(Reason.FENCED, again, "an append to a run that is " + status);
        Expect.equal(List.of(1L, 2L), b.seqs(run), "the rows");
        Expect.equal(moved, b.now(run), "the run's row");
    }

    private static void fencedChange(Bench b) throws Exception {
        RunRow old = b.carried("a");
        RunRow taken = b.handOver(old, "engine-2");
        var change = Optional.of(RunChange.to(RunStatus.CANCELLED, ""));

        var commit = b.log().append(new Checkpoint(old.number(), 1, List.of(), change, List.of()));

        Refusal.expected(Reason.FENCED, commit, "a change by the former owner");
        Expect.equal(taken, b.now(old), "the run's row");
    }
}
