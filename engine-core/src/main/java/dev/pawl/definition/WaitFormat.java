package dev.pawl.definition;

import static dev.pawl.definition.Field.optional;

import dev.pawl.pipeline.Reference;
import java.time.Duration;
import java.util.List;

/** The format of nodes that wait. Stateless. */
final class WaitFormat {
    static final Field<Duration> FOR =
            optional("for", Type.DURATION, "none", "how long; either this or until is given");

    static final Field<Reference> UNTIL_HOUR =
            optional("until", Type.REFERENCE, "none", "where the instant stands, a text such as 2030-01-01T08:00:00Z");

    static final Form SLEEP =
            Form.of("sleep", "waits for a time", Format.ID, Format.kind("sleep", ""), FOR, UNTIL_HOUR);

    static final Field<String> WAIT_NAME = optional("name", Type.ID, "the id", "what the sender calls it");

    static final Field<Duration> EXPIRY = optional("expiry", Type.POSITIVE, "never", "how long it waits");

    static final Field<String> DEFAULT_OUTCOME =
            optional("default", Type.TEXT, "the run fails", "the outcome that is assumed when it expires");

    static final Field<Object> VALUE = optional("value", Format.KEY, "none", "the key of the value that comes along");

    static final Form SIGNAL = Form.of(
            "signal",
            "waits for a signal",
            Format.ID,
            Format.kind("signal", ""),
            WAIT_NAME,
            EXPIRY,
            DEFAULT_OUTCOME,
            VALUE);

    static final Field<List<?>> ROLES =
            optional("roles", Type.list("a list of texts", Type.TEXT.schema(), 0), "everybody", "who may approve");

    static final Field<String> APPROVAL_DEFAULT = optional(
            "default",
            Type.words(List.of("approved", "rejected")),
            "the run fails",
            "the outcome that is assumed when it expires");

    static final Field<Boolean> CONTINUES =
            optional("continues", Type.FLAG, "false", "whether the run goes on when it is rejected");

    static final Form APPROVAL = Form.of(
            "approval",
            "waits for a person's yes or no",
            Format.ID,
            Format.kind("approval", ""),
            WAIT_NAME,
            EXPIRY,
            APPROVAL_DEFAULT,
            ROLES,
            VALUE,
            CONTINUES);

    private WaitFormat() {}
}
