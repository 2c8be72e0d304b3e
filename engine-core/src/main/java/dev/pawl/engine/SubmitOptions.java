package dev.pawl.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a run is to be submitted: {@code SubmitOptions.key("site-42").subject("job:42")}. Immutable.
 *
 * @param key stands for one run for ever: given again with the same inputs it gives that run; empty for none
 * @param subject what the run belongs to, by which it is found; empty when it stands alone
 * @param priority higher goes first; 0 unless said otherwise
 * @param delay how long the run is not to start
 */
public record SubmitOptions(String key, String subject, int priority, Duration delay) {
    private static final int MAX_LENGTH = 256;

    public SubmitOptions {
        check("key", key);
        check("subject", subject);
        if (requireNonNull(delay, "delay").isNegative()) {
            throw new IllegalArgumentException("delay is negative: " + delay);
        }
    }

    public static SubmitOptions defaults() {
        return new SubmitOptions("", "", 0, Duration.ZERO);
    }

    /** With a key, so that submitting twice makes one run. */
    public static SubmitOptions key(String key) {
        return new SubmitOptions(key, "", 0, Duration.ZERO);
    }

    public SubmitOptions subject(String newSubject) {
        return new SubmitOptions(key, newSubject, priority, delay);
    }

    public SubmitOptions priority(int newPriority) {
        return new SubmitOptions(key, subject, newPriority, delay);
    }

    public SubmitOptions delay(Duration newDelay) {
        return new SubmitOptions(key, subject, priority, newDelay);
    }

    private static void check(String what, String text) {
        if (requireNonNull(text, what).length() > MAX_LENGTH) {
            throw new IllegalArgumentException(what + " has " + text.length() + " characters, more than " + MAX_LENGTH);
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
                throw new IllegalArgumentException(what + " has a control character or a surrogate at " + i);
            }
        }
    }
}
