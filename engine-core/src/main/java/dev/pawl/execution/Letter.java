package dev.pawl.execution;

import dev.pawl.api.Key;
import dev.pawl.history.DeltaReader;
import dev.pawl.history.DeltaWriter;
import dev.pawl.history.Encoding;
import dev.pawl.history.RunMemory;
import dev.pawl.pipeline.WaitNode;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.StateCodec;
import java.util.Locale;
import java.util.Optional;

/** What can be asked of a run by mail, and how an answer to a wait is written into one. Stateless. */
public final class Letter {
    private Letter() {}

    /** What is asked. */
    public enum Kind {
        /** That the run is stopped; from anybody at any time. */
        CANCEL,
        /** What has become of a step that was interrupted; the body is a decision. */
        RESOLVE,
        /** That it is carried again, as what it was parked for is mended. */
        RESUME,
        /** A signal, which may come before its wait. */
        SIGNAL,
        /** An approval or its refusal. */
        DECISION;

        /** The word in the mail. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(Mail mail) {
            return valueOf(mail.kind().toUpperCase(Locale.ROOT));
        }
    }

    /**
     * The body of a signal or a decision.
     *
     * @throws dev.pawl.api.ValueTypeException when the value cannot be stored
     */
    public static byte[] body(
            String outcome, String role, String comment, Optional<Key.Value<?>> value, StateCodec codec) {
        DeltaWriter body = new DeltaWriter(64);
        body.result("outcome", outcome);
        body.result("role", role);
        body.result("comment", comment);
        value.ifPresent(v -> body.value(
                v.key().name(),
                new Encoding(codec).store(v.key(), v.value()),
                v.key().isSecret()));
        return body.toBytes();
    }

    static WaitAnswer read(Mail mail, WaitNode node) {
        RunMemory body = new RunMemory();
        DeltaReader.into(body, mail.body(), "mail " + mail.number());
        return new WaitAnswer(
                String.valueOf(body.scope.data("outcome")),
                mail.actor(),
                String.valueOf(body.scope.data("role")),
                String.valueOf(body.scope.data("comment")),
                Waits.puts(node, body),
                mail.number());
    }
}
