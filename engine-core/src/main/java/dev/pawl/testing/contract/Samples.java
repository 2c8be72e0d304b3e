package dev.pawl.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunQueue.NewRun;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.Wait;
import java.util.Set;

/** Runs, rows and mails to try a repository with. Immutable. */
final class Samples {
    /** The hour at which every sample run is submitted. */
    static final long NOW = 1_700_000_000_000L;

    /** The queue of sample runs; wide enough for all of them. */
    static final String QUEUE = "main";

    static final String OWNER = "engine-1";

    /** The types of rows that are no progress. */
    static final Set<String> REPEATED = Set.of("submitted", "resumed");

    private Samples() {}

    static RunSpec spec(String id) {
        return spec(id, "", "", QUEUE, 0);
    }

    static RunSpec keyed(String id, String key) {
        return spec(id, key, "", QUEUE, 0);
    }

    static RunSpec about(String id, String subject) {
        return spec(id, "", subject, QUEUE, 0);
    }

    static RunSpec in(String id, String queue) {
        return spec(id, "", "", queue, 0);
    }

    static RunSpec weighted(String id, int priority) {
        return spec(id, "", "", QUEUE, priority);
    }

    static RunSpec spec(String id, String key, String subject, String queue, int priority) {
        return new RunSpec(
                id, key, "digest of " + id, "publish", 2, "fingerprint", subject, queue, priority, "", id, NOW);
    }

    /** A run beside which no other with that concurrency key is carried. */
    static RunSpec alone(String id, String concurrencyKey) {
        return alone(spec(id), concurrencyKey);
    }

    static RunSpec alone(RunSpec of, String concurrencyKey) {
        return new RunSpec(
                of.id(),
                of.key(),
                of.inputDigest(),
                of.pipeline(),
                of.version(),
                of.fingerprint(),
                of.subject(),
                of.queue(),
                of.priority(),
                concurrencyKey,
                of.origin(),
                of.created());
    }

    /** A run that goes on with others. */
    static RunSpec after(String id, String origin) {
        RunSpec of = spec(id);
        return new RunSpec(
                id,
                of.key(),
                of.inputDigest(),
                of.pipeline(),
                of.version(),
                of.fingerprint(),
                of.subject(),
                of.queue(),
                of.priority(),
                of.concurrencyKey(),
                origin,
                of.created());
    }

    static Wait signal(RunRow run, String path, String name) {
        return new Wait(run.number(), path, "SIGNAL", name, NOW + 3, NOW + 9_999);
    }

    static NewRun newRun(RunSpec spec) {
        return newRun(spec, 0);
    }

    static NewRun newRun(RunSpec spec, long due) {
        return new NewRun(spec, due, "submitted", "{\"inputs\":1}", bytes("inputs of " + spec.id()));
    }

    static LogRow row(long run, long seq) {
        return row(run, seq, "{\"seq\":" + seq + "}", bytes("delta " + seq));
    }

    static LogRow row(long run, long seq, String event, byte[] delta) {
        return new LogRow(run, seq, 0, NOW + seq, "finished", "publish/media[1]", 1, event, delta);
    }

    /** A row that shows no progress. */
    static LogRow repeated(long run, long seq) {
        return new LogRow(run, seq, 0, NOW + seq, "resumed", "", 0, "{}", LogRow.NO_DELTA);
    }

    static Mail mail(long run, String name) {
        return new Mail(0, run, "signal", name, "ada", bytes("body of " + name), NOW + 7);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
