package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunRow;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Optional;

/** The mail for all the runs that an owner carries. Immutable. */
final class MailToOwnerCases {
    private MailToOwnerCases() {}

    static void addTo(CaseList list) {
        list.add("anOwnerIsGivenTheMailOfItsRunsOldestFirst", b -> {
                    RunRow first = b.carried("a");
                    RunRow second = b.carried("b");
                    b.post(second, "one");
                    b.post(first, "two");
                    b.post(second, "three");
                    Expect.equal(List.of("one", "two", "three"), names(b, Samples.OWNER, 0, 9), "the mail");
                    Mail two = b.mailbox().of(first.number(), 1).get(0);
                    Mail given = b.mailbox().toOwner(Samples.OWNER, 0, 9).get(1);
                    Expect.equal(
                            List.of(two.number(), two.run(), two.kind(), two.actor(), two.millis()),
                            List.of(given.number(), given.run(), given.kind(), given.actor(), given.millis()),
                            "a mail as it is given to the owner");
                    Expect.that(java.util.Arrays.equals(two.body(), given.body()), "its body is the same, too");
                })
                .add("anOwnerReadsOnBehindTheLastMail", b -> {
                    RunRow run = b.carried("a");
                    b.post(run, "one");
                    long last = b.post(run, "two");
                    Expect.equal(List.of(), names(b, Samples.OWNER, last, 9), "the mail behind the last");
                    b.post(run, "three");
                    b.post(run, "four");
                    Expect.equal(List.of("three", "four"), names(b, Samples.OWNER, last, 9), "the mail after it");
                    Expect.equal(List.of("one", "two"), names(b, Samples.OWNER, 0, 2), "a page");
                })
                .add("anOwnerIsGivenNoMailOfOthers", MailToOwnerCases::others)
                .add("mailGoesToTheNewOwner", MailToOwnerCases::newOwner)
                .add("mailThatWasTakenIsGivenToNobody", b -> {
                    RunRow run = b.carried("a");
                    long taken = b.post(run, "one");
                    b.post(run, "two");
                    var rows = List.of(Samples.row(run.number(), 2));
                    b.log()
                            .append(new Checkpoint(run.number(), 1, rows, Optional.empty(), List.of(taken)))
                            .await();
                    Expect.equal(List.of("two"), names(b, Samples.OWNER, 0, 9), "the mail");
                    b.move(run, 3, RunStatus.COMPLETED);
                    Expect.equal(List.of(), names(b, Samples.OWNER, 0, 9), "the mail when the run has ended");
                });
    }

    private static void others(Bench b) throws Exception {
        RunRow mine = b.carried("mine");
        RunRow other = b.queue()
                .submit(Samples.newRun(Samples.spec("other")), "engine-2")
                .run();
        RunRow queued = b.queued(Samples.in("queued", "side"));
        RunRow parked = b.move(b.carried("parked"), 2, RunStatus.PARKED);
        b.post(mine, "mine");
        b.post(other, "other");
        b.post(queued, "queued");
        b.post(parked, "parked");

        Expect.equal(List.of("mine"), names(b, Samples.OWNER, 0, 9), "the mail of the first owner");
        Expect.equal(List.of("other"), names(b, "engine-2", 0, 9), "the mail of the second owner");
        Expect.equal(List.of(), names(b, "engine-3", 0, 9), "the mail of somebody else");
        Expect.equal(List.of(), names(b, "", 0, 9), "the mail of nobody");
    }

    private static void newOwner(Bench b) throws Exception {
        RunRow run = b.queue()
                .submit(Samples.newRun(Samples.spec("a")), "never-joined")
                .run();
        long before = b.post(run, "before");
        b.takeOver(Samples.NOW);
        b.post(run, "between");
        Expect.equal(List.of(), names(b, "never-joined", 0, 9), "the mail of the former owner");

        b.claim(Samples.OWNER).orElseThrow();
        b.post(run, "after");

        Expect.equal(List.of("before", "between", "after"), names(b, Samples.OWNER, 0, 9), "the mail of the new owner");
        Expect.equal(List.of("between", "after"), names(b, Samples.OWNER, before, 9), "the mail after the first");
        Expect.equal(List.of(), names(b, "never-joined", 0, 9), "the mail of the former owner");
    }

    private static List<String> names(Bench b, String owner, long after, int max) {
        return b.mailbox().toOwner(owner, after, max).stream().map(Mail::name).toList();
    }
}
