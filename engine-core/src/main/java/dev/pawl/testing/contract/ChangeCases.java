package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Optional;

/** What a checkpoint changes in the run's row. Immutable. */
final class ChangeCases {
    private ChangeCases() {}

    static void addTo(CaseList list) {
        list.add("aCheckpointWithoutAChangeLeavesTheRunsRow", b -> {
                    RunRow run = b.carried("a");
                    b.append(run, 2).await();
                    RunState before = run.state();
                    Expect.equal(before, b.now(run).state(), "the state");
                })
                .add("aRunThatStaysRunningKeepsItsOwner", b -> keepsOwner(b, RunStatus.RUNNING))
                .add("aRunThatIsCancellingKeepsItsOwner", b -> keepsOwner(b, RunStatus.CANCELLING))
                .add("everyOtherStatusLetsGoOfTheOwner", ChangeCases::othersLetGo)
                .add("reasonAndDueAreKept", b -> {
                    RunRow run = b.carried("a");
                    b.append(run, 2, new RunChange(RunStatus.WAITING, "approval", 77, 0))
                            .await();
                    RunState expected = new RunState(
                            RunStatus.WAITING, "approval", "", 1, 77, 0, Samples.NOW + 2, Samples.NOW, 1, 0);
                    Expect.equal(expected, b.now(run).state(), "the state");
                })
                .add("aSnapshotIsKeptUntilTheNextOne", ChangeCases::snapshots)
                .add("updatedIsTheTimeOfTheLastRow", b -> {
                    RunRow run = b.carried("a");
                    var rows = List.of(Samples.row(run.number(), 2), Samples.row(run.number(), 3));
                    var change = Optional.of(RunChange.to(RunStatus.RUNNING, ""));
                    b.log()
                            .append(new Checkpoint(run.number(), 1, rows, change, List.of()))
                            .await();
                    Expect.equal(Samples.NOW + 3, b.now(run).state().updated(), "when the row changed");
                })
                .add("aChangeNeedsNoRows", b -> {
                    RunRow run = b.carried("a");
                    var change = Optional.of(RunChange.to(RunStatus.QUEUED, ""));
                    b.log()
                            .append(new Checkpoint(run.number(), 1, List.of(), change, List.of()))
                            .await();
                    Expect.equal(RunStatus.QUEUED, b.status(run), "the status");
                    Expect.equal(List.of(1L), b.seqs(run), "the rows");
                })
                .add("aRunThatGoesToWaitingWithMailIsQueued", ChangeCases::waitingWithMail)
                .add("mailThatIsTakenDoesNotQueueTheRun", ChangeCases::waitingWithTakenMail)
                .add("mailOfAnotherRunDoesNotQueueTheRun", b -> {
                    RunRow run = b.carried("a");
                    b.post(b.carried("b"), "go");
                    Expect.equal(
                            RunStatus.WAITING,
                            b.move(run, 2, RunStatus.WAITING).state().status(),
                            "the status");
                })
                .add("mailHoldsUpNoOtherStatus", ChangeCases::mailAndOtherStatuses)
                .add("aRunThatGoesBackToTheQueueHasItsOldPlace", b -> {
                    RunRow first = b.carried("a");
                    b.queued("b");
                    b.move(first, 2, RunStatus.QUEUED);
                    Expect.equal(List.of("a", "b"), b.claimAll(List.of(Samples.QUEUE), Samples.NOW), "the claims");
                });
    }

    private static void keepsOwner(Bench b, RunStatus status) throws Exception {
        RunRow run = b.carried("a");

        RunState now = b.move(run, 2, status).state();

        Expect.equal(
                new RunState(status, "", Samples.OWNER, 1, 0, 0, Samples.NOW + 2, Samples.NOW, 1, 0), now, "the state");
        b.append(run, 3).await();
    }

    private static void othersLetGo(Bench b) throws Exception {
        for (RunStatus status : RunStatus.values()) {
            if (!RunChange.to(status, "").keepsOwner()) {
                RunRow run = b.carried("to-" + status);
                RunState now = b.move(run, 2, status).state();
                Expect.equal(
                        new RunState(status, "", "", 1, 0, 0, Samples.NOW + 2, Samples.NOW, 1, 0), now, "the state");
            }
            b.claimAll(List.of(Samples.QUEUE), Samples.NOW);
        }
    }

    private static void snapshots(Bench b) throws Exception {
        RunRow run = b.carried("a");

        b.append(run, 2, new RunChange(RunStatus.RUNNING, "", 0, 2)).await();
        b.append(run, 3, new RunChange(RunStatus.RUNNING, "", 0, 0)).await();
        Expect.equal(2L, b.now(run).state().snapshot(), "the snapshot after a change without one");

        b.append(run, 4, new RunChange(RunStatus.COMPLETED, "", 0, 4)).await();
        Expect.equal(4L, b.now(run).state().snapshot(), "the newest snapshot");
    }

    private static void waitingWithMail(Bench b) throws Exception {
        RunRow run = b.carried("a");
        b.post(run, "go");

        b.append(run, 2, new RunChange(RunStatus.WAITING, "approval", Samples.NOW + 9_999, 0))
                .await();

        RunState expected = new RunState(RunStatus.QUEUED, "", "", 1, 0, 0, Samples.NOW + 2, Samples.NOW, 1, 0);
        Expect.equal(expected, b.now(run).state(), "the state of a run that would wait while there is mail");
        RunRow again =
                b.claim(Samples.OWNER).orElseThrow(() -> new AssertionError("a run with mail cannot be claimed"));
        Expect.equal(run.number(), again.number(), "the run that is claimed");
        Expect.equal(List.of("go"), b.mailOf(run), "its mail");
    }

    private static void waitingWithTakenMail(Bench b) throws Exception {
        RunRow run = b.carried("a");
        long mail = b.post(run, "go");
        var rows = List.of(Samples.row(run.number(), 2));
        var change = Optional.of(RunChange.to(RunStatus.WAITING, "approval"));

        b.log()
                .append(new Checkpoint(run.number(), 1, rows, change, List.of(mail)))
                .await();

        Expect.equal(RunStatus.WAITING, b.status(run), "the status of a run that took its only mail");
    }

    private static void mailAndOtherStatuses(Bench b) throws Exception {
        for (RunStatus status : List.of(RunStatus.RUNNING, RunStatus.CANCELLING, RunStatus.COMPLETED)) {
            RunRow run = b.carried("to-" + status);
            b.post(run, "go");
            Expect.equal(status, b.move(run, 2, status).state().status(), "the status");
        }
    }
}
