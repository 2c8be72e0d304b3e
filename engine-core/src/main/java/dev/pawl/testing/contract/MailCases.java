package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Mail: left, read, taken. Immutable. */
final class MailCases {
    private MailCases() {}

    static void addTo(CaseList list) {
        list.add("mailIsReadOldestFirst", MailCases::oldestFirst)
                .add(
                        "mailOfAnUnknownRunIsEmpty",
                        b -> Expect.equal(List.of(), b.mailbox().of(4711, 9), "the mail"))
                .add("mailForAnUnknownRunIsRefused", b -> {
                    var refusal = Refusal.expected(
                            Reason.FAILED, () -> b.mailbox().post(Samples.mail(4711, "go")), "mail for nobody");
                    Expect.that(refusal.getMessage().contains("4711"), "this names the run: " + refusal.getMessage());
                })
                .add("mailForAnEndedRunIsRefused", MailCases::endedRun)
                .add("mailLeavesAQueuedRunWhereItIs", b -> {
                    RunRow run = b.queued("a");
                    b.post(run, "go");
                    Expect.equal(run, b.now(run), "the run");
                })
                .add("mailLeavesTheOwnerOfACarriedRun", b -> {
                    RunRow run = b.carried("a");
                    b.post(run, "go");
                    Expect.equal(run, b.now(run), "the run");
                    b.append(run, 2).await();
                    Expect.equal(List.of("go"), b.mailOf(run), "mail that was not taken");
                })
                .add("mailWakesARunThatWaits", b -> wakes(b, RunStatus.WAITING))
                .add("mailWakesARunThatIsParked", b -> wakes(b, RunStatus.PARKED))
                .add("mailGoesAwayWithTheCheckpointThatTakesIt", b -> {
                    RunRow run = b.carried("a");
                    b.post(run, "first");
                    long taken = b.post(run, "second");
                    b.post(run, "third");
                    b.log().append(taking(run, taken)).await();
                    Expect.equal(List.of("first", "third"), b.mailOf(run), "the mail that is left");
                })
                .add("aFencedCheckpointTakesNoMail", b -> {
                    RunRow old = b.carried("a");
                    long mail = b.post(old, "go");
                    RunRow taken = b.handOver(old, "engine-2");
                    Refusal.expected(Reason.FENCED, b.log().append(taking(old, mail)), "the former owner's checkpoint");
                    Expect.equal(List.of("go"), b.mailOf(old), "the mail after it");
                    b.log().append(taking(taken, mail)).await();
                    Expect.equal(List.of(), b.mailOf(old), "the mail after the new owner's checkpoint");
                })
                .add("aCheckpointTakesNoMailOfAnotherRun", b -> {
                    RunRow run = b.carried("a");
                    RunRow other = b.carried("b");
                    b.log().append(taking(run, b.post(other, "go"))).await();
                    Expect.equal(List.of("go"), b.mailOf(other), "the mail of the other run");
                })
                .add("mailIsNeverOverlooked", MailCases::neverOverlooked);
    }

    private static void oldestFirst(Bench b) {
        RunRow run = b.queued("a");
        RunRow other = b.queued("b");
        long first = b.post(run, "one");
        b.post(other, "else");
        long second = b.post(run, "two");
        b.post(run, "three");

        Expect.that(0 < first && first < second, "mail numbers grow: " + first + ", " + second);
        Expect.equal(List.of("one", "two", "three"), b.mailOf(run), "the mail");
        Expect.equal(
                List.of("one", "two"),
                b.mailbox().of(run.number(), 2).stream().map(Mail::name).toList(),
                "a page");
        Expect.equal(List.of("else"), b.mailOf(other), "the mail of another run");
        Expect.equal(2, b.wholeLog().size(), "mail writes no rows; the rows");
    }

    private static void endedRun(Bench b) throws Exception {
        for (RunStatus status : List.of(RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED)) {
            RunRow ended = b.move(b.carried("to-" + status), 2, status);

            var refusal =
                    Refusal.expected(Reason.FAILED, () -> b.post(ended, "late"), "mail for a run that is " + status);

            String message = refusal.getMessage();
            Expect.that(
                    message.contains(ended.spec().id()) || message.contains("run " + ended.number()),
                    "this names the run: " + message);
            Expect.equal(ended, b.now(ended), "the run");
        }
    }

    private static void wakes(Bench b, RunStatus status) throws Exception {
        RunRow run = b.carried("a");
        b.append(run, 2, new RunChange(status, "approval", Samples.NOW + 9_999, 0))
                .await();

        b.post(run, "yes");

        RunState state = b.now(run).state();
        Expect.equal(RunStatus.QUEUED, state.status(), "the status");
        Expect.equal("", state.reason(), "the reason");
        Expect.equal(0L, state.due(), "when it is due");
        RunRow again =
                b.claim(Samples.OWNER).orElseThrow(() -> new AssertionError("a run that has mail is not claimed"));
        Expect.equal(2L, again.state().epoch(), "the epoch of the next claim");
        Expect.equal(List.of("yes"), b.mailOf(run), "its mail");
    }

    /** A run goes to WAITING while mail arrives: whichever is first, it is QUEUED in the end. */
    private static void neverOverlooked(Bench b) throws Exception {
        Set<RunStatus> ends = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 50; round++) {
            RunRow run = b.carried("run" + round);
            Together.start(2, i -> {
                if (i == 0) {
                    b.post(run, "go");
                } else {
                    b.move(run, 2, RunStatus.WAITING);
                }
            });
            ends.add(b.status(run));
            b.claim(Samples.OWNER);
        }
        Expect.equal(Set.of(RunStatus.QUEUED), ends, "the status of runs that have mail");
    }

    private static Checkpoint taking(RunRow run, long mail) {
        var rows = List.of(Samples.row(run.number(), 2));
        return new Checkpoint(run.number(), run.state().epoch(), rows, Optional.empty(), List.of(mail));
    }
}
