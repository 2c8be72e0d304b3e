package dev.pawl.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunQueue.NewRun;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.Wait;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Every text and every byte comes back as it was given. Immutable. */
final class ContentCases {
    /** Quotes of all kinds, a statement's end, escapes, the NUL character, line ends, right-to-left, combining, emoji. */
    static final String TEXT =
            "it's \"quoted\" `so`; DROP TABLE run; -- \\u0041 %s ? :x $1 {\"a\":[]}\u0000\u0001\t\r\n"
                    + "\u05e9\u05dc\u05d5\u05dd \u0065\u0301 \u2028 \uFEFF \uFFFD \uD83D\uDC69\u200D\uD83D\uDE80 end\u0000";

    private ContentCases() {}

    static void addTo(CaseList list) {
        list.add("everyTextOfARowComesBack", ContentCases::everyTextOfARow)
                .add("everyTextOfARunComesBack", ContentCases::everyTextOfARun)
                .add("everyTextOfAMailComesBack", ContentCases::everyTextOfAMail)
                .add("everyTextOfAWaitComesBack", ContentCases::everyTextOfAWait)
                .add("everyTextOfAQueueComesBack", ContentCases::everyTextOfAQueue)
                .add("aReasonComesBack", ContentCases::aReason)
                .add("everyByteOfADeltaComesBack", b -> {
                    byte[] bytes = new byte[256];
                    for (int i = 0; i < bytes.length; i++) {
                        bytes[i] = (byte) i;
                    }
                    comesBack(b, "{}", bytes);
                })
                .add("aDeltaOfThreeMegabytesComesBack", b -> {
                    byte[] big = new byte[3_000_000];
                    new Random(42).nextBytes(big);
                    comesBack(b, "{}", big);
                })
                .add(
                        "anEventOfAMegabyteComesBack",
                        b -> comesBack(b, "\"" + "x\u00e9".repeat(500_000) + "\"", new byte[1]))
                .add("anEmptyDeltaComesBackEmpty", b -> comesBack(b, "{}", LogRow.NO_DELTA))
                .add("anEmptyEventComesBackEmpty", b -> comesBack(b, "", LogRow.NO_DELTA));
    }

    private static void everyTextOfARow(Bench b) throws Exception {
        RunRow run = b.carried("a");
        var row = new LogRow(
                run.number(),
                2,
                0,
                Long.MAX_VALUE,
                TEXT,
                "path " + TEXT,
                Integer.MAX_VALUE,
                "event " + TEXT,
                TEXT.getBytes(UTF_8));

        b.log().append(Checkpoint.of(run.number(), 1, row)).await();

        Expect.equal(row.at(2), b.read(run).get(1), "a row full of odd text, by run");
        Expect.equal(row.at(2), b.wholeLog().get(1), "a row full of odd text, by position");
    }

    private static void everyTextOfARun(Bench b) {
        var spec = new RunSpec(
                "id " + TEXT,
                "key " + TEXT,
                "digest " + TEXT,
                "pipeline " + TEXT,
                Integer.MAX_VALUE,
                "print " + TEXT,
                "subject " + TEXT,
                "queue " + TEXT,
                Integer.MIN_VALUE,
                "concurrency " + TEXT,
                "origin " + TEXT,
                Samples.NOW);

        b.queue().submit(new NewRun(spec, 5, TEXT, TEXT, TEXT.getBytes(UTF_8)), "");

        RunRow run = b.query().findByKey(spec.key()).orElseThrow(() -> new AssertionError("not found by its odd key"));
        Expect.equal(spec, run.spec(), "the spec");
        Expect.equal(5L, run.state().due(), "when it is due");
        Expect.equal(Optional.of(run), b.query().find(spec.id()), "the run by its odd id");
        Expect.equal(TEXT, b.read(run).get(0).type(), "the type of its first row");
        Expect.equal(TEXT, b.read(run).get(0).event(), "the event of its first row");
    }

    private static void everyTextOfAMail(Bench b) {
        RunRow run = b.queued("a");
        byte[] body = TEXT.getBytes(UTF_8);

        long number =
                b.mailbox().post(new Mail(0, run.number(), "kind " + TEXT, "name " + TEXT, "actor " + TEXT, body, 77));

        Mail mail = b.mailbox().of(run.number(), 1).get(0);
        Expect.equal(number, mail.number(), "the number");
        Expect.equal(run.number(), mail.run(), "the run");
        Expect.equal("kind " + TEXT, mail.kind(), "the kind");
        Expect.equal("name " + TEXT, mail.name(), "the name");
        Expect.equal("actor " + TEXT, mail.actor(), "the actor");
        Expect.equal(TEXT, new String(mail.body(), UTF_8), "the body");
        Expect.equal(77L, mail.millis(), "the time");
    }

    private static void everyTextOfAWait(Bench b) throws Exception {
        RunRow run = b.carried("a");
        var wait = new Wait(run.number(), "path " + TEXT, "kind " + TEXT, "name " + TEXT, 77, Long.MAX_VALUE);

        b.log()
                .append(new Checkpoint(
                        run.number(), 1, List.of(), Optional.empty(), List.of(), List.of(wait), List.of()))
                .await();

        Expect.equal(List.of(wait), b.query().waits(run.number()), "the wait by its run");
        Expect.equal(List.of(wait), b.query().waits(wait.kind(), wait.name(), 0, "", 9), "the wait by its odd name");
    }

    private static void everyTextOfAQueue(Bench b) {
        String name = "queue of " + TEXT;
        b.queues().capacity(name, Long.MAX_VALUE);

        Expect.equal(
                List.of(b.queues().find(name)),
                b.queues().all().stream().filter(q -> q.name().equals(name)).toList(),
                "the queue by its odd name");
        Expect.equal(Long.MAX_VALUE, b.queues().find(name).capacity(), "its capacity");
    }

    private static void aReason(Bench b) throws Exception {
        RunRow run = b.carried("a");

        b.append(run, 2, new RunChange(RunStatus.PARKED, TEXT, 0, 0)).await();

        Expect.equal(TEXT, b.now(run).state().reason(), "the reason");
    }

    private static void comesBack(Bench b, String event, byte[] delta) throws Exception {
        RunRow run = b.carried("a");
        LogRow row = Samples.row(run.number(), 2, event, delta);

        b.log().append(Checkpoint.of(run.number(), 1, row)).await();

        LogRow back = b.read(run).get(1);
        Expect.that(
                row.at(2).equals(back),
                "a row of " + delta.length + " bytes and " + event.length() + " characters comes back");
        Expect.that(back.equals(b.wholeLog().get(1)), "the same row comes back by position");
    }
}
