package dev.pawl.engine;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import java.util.Optional;

/**
 * Who answers a wait, in which role, what is said with it, and the value that comes along: {@code
 * Answer.by("ada").as("editor").saying("fine")}. All of it is recorded. Immutable.
 *
 * @param actor empty when nobody says who it is
 * @param role empty when none is needed
 * @param comment empty when nothing is said
 */
public record Answer(String actor, String role, String comment, Optional<Key.Value<?>> value) {
    private static final int MAX_NAME = 256;
    private static final int MAX_COMMENT = 16_000;

    public Answer {
        SubmitOptions.check("actor", actor, MAX_NAME);
        SubmitOptions.check("role", role, MAX_NAME);
        requireNonNull(value, "value");
        if (requireNonNull(comment, "comment").length() > MAX_COMMENT) {
            throw new IllegalArgumentException(
                    "comment has " + comment.length() + " characters, more than " + MAX_COMMENT);
        }
    }

    public static Answer by(String actor) {
        return new Answer(actor, "", "", Optional.empty());
    }

    public Answer as(String newRole) {
        return new Answer(actor, newRole, comment, value);
    }

    public Answer saying(String newComment) {
        return new Answer(actor, role, newComment, value);
    }

    /** With a value, which the run puts under the key that its wait names. */
    public Answer with(Key.Value<?> newValue) {
        return new Answer(actor, role, comment, Optional.of(newValue));
    }
}
