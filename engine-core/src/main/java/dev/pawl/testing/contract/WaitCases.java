package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.store.Wait;
import dev.pawl.testing.Expect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What runs wait for. Immutable. */
final class WaitCases {
    private WaitCases() {}

    static void addTo(CaseList list) {
        list.add("aWaitIsFoundByItsRunAndByItsKind", WaitCases::found)
                .add("aRunThatIsUnknownOrBusyWaitsForNothing", b -> {
                    RunRow run = b.carried("a");
                    Expect.equal(List.of(), b.query().waits(run.number()), "the waits of a run");
                    Expect.equal(List.of(), b.query().waits(4711), "the waits of an unknown run");
                    Expect.equal(List.of(), b.query().waits("SIGNAL", "", 0, "", 9), "the waits for signals");
                })
                .add("aWaitAtTheSamePathIsReplaced", b -> {
                    RunRow run = b.carried("a");
                    open(b, run, 2, Samples.signal(run, "pay", "paid"));
                    var newer = new Wait(run.number(), "pay", "APPROVAL", "review", 8, 0);
                    open(b, run, 3, newer);
                    Expect.equal(List.of(newer), b.query().waits(run.number()), "the waits");
                    Expect.equal(List.of(), b.query().waits("SIGNAL", "paid", 0, "", 9), "the waits by the old name");
                })
                .add("aWaitThatIsClosedIsGone", b -> {
                    RunRow run = b.carried("a");
                    Wait kept = Samples.signal(run, "b", "two");
                    open(b, run, 2, Samples.signal(run, "a", "one"), kept);
                    change(b, run, 3, Optional.empty(), List.of(), List.of("a", "never-opened"));
                    Expect.equal(List.of(kept), b.query().waits(run.number()), "the waits");
                    Expect.equal(List.of(), b.query().waits("SIGNAL", "one", 0, "", 9), "the waits by its name");
                })
                .add("aPathThatIsClosedAndOpenedWaitsAnew", b -> {
                    RunRow run = b.carried("a");
                    open(b, run, 2, Samples.signal(run, "a", "one"));
                    Wait anew = Samples.signal(run, "a", "two");
                    change(b, run, 3, Optional.empty(), List.of(anew), List.of("a"));
                    Expect.equal(List.of(anew), b.query().waits(run.number()), "the waits");
                })
                .add("closingTouchesNoOtherRun", b -> {
                    RunRow run = b.carried("a");
                    RunRow other = b.carried("b");
                    open(b, run, 2, Samples.signal(run, "a", "one"));
                    open(b, other, 2, Samples.signal(other, "a", "one"));
                    change(b, run, 3, Optional.empty(), List.of(), List.of("a"));
                    Expect.equal(1, b.query().waits(other.number()).size(), "the waits of the other run");
                })
                .add("waitsStayWhileTheRunGoesFromHandToHand", WaitCases::stays)
                .add("waitsGoWithTheEndOfTheRun", WaitCases::ends)
                .add("aFencedCheckpointOpensAndClosesNothing", WaitCases::fenced)
                .add("waitsOfAKindComeByRunAndPath", WaitCases::pages)
                .add("aCheckpointOpensNoWaitOfAnotherRun", b -> {
                    RunRow run = b.carried("a");
                    RunRow other = b.carried("b");
                    boolean refused = false;
                    try {
                        change(b, run, 2, Optional.empty(), List.of(Samples.signal(other, "a", "one")), List.of());
                    } catch (IllegalArgumentException e) {
                        refused = true;
                    }
                    Expect.that(refused, "such a checkpoint cannot be made");
                });
    }

    private static void found(Bench b) throws Exception {
        RunRow run = b.carried("a");
        Wait signal = Samples.signal(run, "z", "paid");
        var approval = new Wait(run.number(), "each[3]/review", "APPROVAL", "review", Samples.NOW, 0);
        var sleep = new Wait(run.number(), "nap", "SLEEP", "", Samples.NOW, Samples.NOW + 5);

        open(b, run, 2, signal, approval, sleep);

        Expect.equal(List.of(approval, sleep, signal), b.query().waits(run.number()), "the waits of the run, by path");
        Expect.equal(List.of(signal), b.query().waits("SIGNAL", "paid", 0, "", 9), "the waits by kind and name");
        Expect.equal(List.of(approval), b.query().waits("APPROVAL", "", 0, "", 9), "the waits by kind");
        Expect.equal(List.of(sleep), b.query().waits("SLEEP", "", 0, "", 9), "the waits without a name");
        Expect.equal(List.of(), b.query().waits("SIGNAL", "review", 0, "", 9), "a name of another kind");
        Expect.equal(List.of(), b.query().waits("DELAY", "", 0, "", 9), "a kind that is not there");
    }

    private static void stays(Bench b) throws Exception {
        RunRow run = b.carried("a");
        Wait wait = Samples.signal(run, "pay", "paid");
        change(b, run, 2, Optional.of(RunChange.to(RunStatus.WAITING, "signal")), List.of(wait), List.of());
        Expect.equal(List.of(wait), b.query().waits(run.number()), "the waits while it is WAITING");

        b.post(run, "paid");
        Expect.equal(List.of(wait), b.query().waits(run.number()), "the waits when mail has come");
        RunRow again = b.claim(Samples.OWNER).orElseThrow();
        Expect.equal(List.of(wait), b.query().waits(run.number()), "the waits when it is carried");
        RunRow taken = b.handOver(again, "engine-2");
        Expect.equal(List.of(wait), b.query().waits(run.number()), "the waits when another carries it");

        change(b, taken, 3, Optional.empty(), List.of(), List.of("pay"));
        Expect.equal(List.of(), b.query().waits(run.number()), "the waits when the other one has closed it");
    }

    private static void ends(Bench b) throws Exception {
        RunRow other = b.carried("other");
        Wait kept = Samples.signal(other, "a", "one");
        open(b, other, 2, kept);
        for (RunStatus status : List.of(RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED)) {
            RunRow run = b.carried("to-" + status);
            open(b, run, 2, Samples.signal(run, "a", "one"), Samples.signal(run, "b", "two"));

            Wait last = Samples.signal(run, "c", "one");
            change(b, run, 3, Optional.of(RunChange.to(status, "")), List.of(last), List.of());

            Expect.equal(List.of(), b.query().waits(run.number()), "the waits of a run that is " + status);
            Expect.equal(List.of(kept), b.query().waits("SIGNAL", "", 0, "", 9), "the waits of all runs");
        }
    }

    private static void fenced(Bench b) throws Exception {
        RunRow old = b.carried("a");
        Wait wait = Samples.signal(old, "a", "one");
        open(b, old, 2, wait);
        b.handOver(old, "engine-2");

        var late = new Checkpoint(
                old.number(),
                old.state().epoch(),
                List.of(Samples.row(old.number(), 3)),
                Optional.empty(),
                List.of(),
                List.of(Samples.signal(old, "b", "two")),
                List.of("a"));

        Refusal.expected(Reason.FENCED, b.log().append(late), "the checkpoint of the former owner");
        Expect.equal(List.of(wait), b.query().waits(old.number()), "the waits");
    }

    private static void pages(Bench b) throws Exception {
        List<Wait> all = new ArrayList<>();
        for (RunRow run : b.carried("run", 3)) {
            Wait first = Samples.signal(run, "a", "one");
            Wait second = Samples.signal(run, "b", "two");
            Wait third = Samples.signal(run, "c", "one");
            open(b, run, 2, third, first, second, new Wait(run.number(), "d", "SLEEP", "", 1, 2));
            all.addAll(List.of(first, second, third));
        }

        List<Wait> read = new ArrayList<>();
        List<Wait> page = b.query().waits("SIGNAL", "", 0, "", 4);
        while (!page.isEmpty()) {
            read.addAll(page);
            Wait last = page.get(page.size() - 1);
            page = b.query().waits("SIGNAL", "", last.run(), last.path(), 4);
        }
        Expect.equal(all, read, "all waits, page by page");
        Wait third = all.get(2);
        Expect.equal(
                List.of(all.get(3), all.get(5)),
                b.query().waits("SIGNAL", "one", third.run(), third.path(), 2),
                "a page of one name");
        Expect.equal(List.of(), b.query().waits("SIGNAL", "", all.get(8).run(), "c", 4), "what comes after the last");
    }

    private static void open(Bench b, RunRow run, long seq, Wait... opened) throws Exception {
        change(b, run, seq, Optional.empty(), List.of(opened), List.of());
    }

    private static void change(
            Bench b, RunRow run, long seq, Optional<RunChange> change, List<Wait> opened, List<String> closed)
            throws Exception {
        var rows = List.of(Samples.row(run.number(), seq));
        b.log()
                .append(new Checkpoint(run.number(), run.state().epoch(), rows, change, List.of(), opened, closed))
                .await();
    }
}
