package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.testing.Expect;
import java.util.List;

/** When mail, or the hour, makes a run claimable that nobody carries. Immutable. */
final class MailWakeCases {
    private static final long HOUR = Samples.NOW + 9_999;

    private MailWakeCases() {}

    static void addTo(CaseList list) {
        list.add("mailThatWasNotSeenKeepsARunFromWaiting", b -> unseen(b, RunStatus.WAITING))
                .add("mailThatWasNotSeenKeepsARunFromBeingParked", b -> unseen(b, RunStatus.PARKED))
                .add("mailThatWasSeenLetsARunWait", b -> seen(b, RunStatus.WAITING))
                .add("mailThatWasSeenLetsARunBeParked", b -> seen(b, RunStatus.PARKED))
                .add("aRunThatWaitsForAnHourIsClaimedWhenItHasCome", MailWakeCases::hour)
                .add("aRunThatWaitsForMailOnlyIsNotClaimed", b -> {
                    RunRow run = b.carried("a");
                    b.append(run, 2, RunChange.to(RunStatus.WAITING, "approval"))
                            .await();
                    Expect.that(b.claim(Samples.OWNER, Long.MAX_VALUE).isEmpty(), "a claim gives nothing");
                })
                .add("urgentMailBringsAQueuedRunForward", b -> {
                    RunRow run = later(b);
                    b.mailbox().post(urgent(run));
                    Expect.equal(
                            run.number(),
                            b.claim(Samples.OWNER).map(RunRow::number).orElse(0L),
                            "the run that is claimed before its hour");
                })
                .add("urgentMailIsHeldByNeitherLimitNorPause", MailWakeCases::held)
                .add("urgentMailComesBeforeAllPriorities", b -> {
                    RunRow run = b.queued("a");
                    b.queued(Samples.weighted("first", 9));
                    b.mailbox().post(urgent(run));
                    RunRow claimed = b.claim(Samples.OWNER).orElseThrow();
                    Expect.equal(run.number(), claimed.number(), "the run that is claimed first");
                    Expect.equal(0L, claimed.state().due(), "its hour when it is carried");
                })
                .add("urgentMailThatWasNotSeenMakesARunDueBeforeAllOthers", b -> {
                    RunRow run = b.carried("a");
                    b.mailbox().post(urgent(run));
                    b.append(run, 2, RunChange.to(RunStatus.WAITING, "signal")).await();
                    b.queues().pause(Samples.QUEUE, true);
                    Expect.that(b.claim(Samples.OWNER).isPresent(), "the run is claimed from a paused queue");
                })
                .add("otherMailLeavesAQueuedRunAtItsHour", b -> {
                    RunRow run = later(b);
                    b.post(run, "go");
                    Expect.that(b.claim(Samples.OWNER).isEmpty(), "a claim before the hour gives nothing");
                    Expect.equal(run, b.now(run), "the run");
                })
                .add("aMailIsReadAsItWasPosted", b -> {
                    RunRow run = b.queued("a");
                    b.mailbox().post(urgent(run));
                    Expect.that(b.mailbox().of(run.number(), 1).get(0).urgent(), "the mail is urgent");
                })
                .add("aRunThatEndsTakesItsMailWithIt", b -> {
                    RunRow run = b.carried("a");
                    RunRow other = b.carried("b");
                    b.post(run, "late");
                    b.post(other, "go");
                    b.move(run, 2, RunStatus.FAILED);
                    Expect.equal(List.of(), b.mailOf(run), "the mail of the run that has ended");
                    Expect.equal(List.of("go"), b.mailOf(other), "the mail of the other run");
                });
    }

    private static void unseen(Bench b, RunStatus status) throws Exception {
        RunRow run = b.carried("a");
        long seen = b.post(run, "old");
        b.post(run, "new");

        b.append(run, 2, RunChange.to(status, "approval").seen(seen)).await();

        Expect.equal(RunStatus.QUEUED, b.status(run), "the status of a run that has mail which was not seen");
    }

    private static void seen(Bench b, RunStatus status) throws Exception {
        RunRow run = b.carried("a");
        long seen = b.post(run, "old");

        b.append(run, 2, RunChange.to(status, "approval").seen(seen)).await();

        Expect.equal(status, b.status(run), "the status of a run whose mail was seen");
        Expect.equal(List.of("old"), b.mailOf(run), "its mail");
    }

    private static void hour(Bench b) throws Exception {
        RunRow run = b.carried("a");
        b.append(run, 2, new RunChange(RunStatus.WAITING, "retry", HOUR, 0)).await();

        Expect.that(b.claim(Samples.OWNER, HOUR - 1).isEmpty(), "a claim before the hour gives nothing");
        RunRow claimed = b.claim(Samples.OWNER, HOUR)
                .orElseThrow(() -> new AssertionError("a run that waits for an hour is not claimed when it has come"));
        Expect.equal(run.number(), claimed.number(), "the run that is claimed");
        Expect.equal(RunStatus.RUNNING, claimed.state().status(), "its status");
        Expect.equal(2L, claimed.state().epoch(), "its epoch");
    }

    private static void held(Bench b) throws Exception {
        b.queues().limit("narrow", 1);
        RunRow carried = b.queued(Samples.in("carried", "narrow"));
        b.queue().claim(List.of("narrow"), Samples.OWNER, Samples.NOW).orElseThrow();
        RunRow run = b.queued(Samples.in("unwanted", "narrow"));
        b.queued(Samples.in("next", "narrow"));
        b.queues().pause("narrow", true);

        b.mailbox().post(urgent(run));

        List<Long> claimed = b.queue().claim(List.of("narrow"), Samples.OWNER, Samples.NOW, 5).stream()
                .map(RunRow::number)
                .toList();
        Expect.equal(List.of(run.number()), claimed, "what is claimed beside run " + carried.number());
    }

    private static RunRow later(Bench b) {
        return b.queue().submit(Samples.newRun(Samples.spec("later"), HOUR), "").run();
    }

    private static Mail urgent(RunRow run) {
        return new Mail(0, run.number(), "cancel", "", "ada", new byte[0], Samples.NOW, true);
    }
}
