package dev.pawl.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a run is to be submitted: {@code SubmitOptions.key("site-42").subject("job:42")}. Immutable.
 *
 * @param key stands for one run as long as that is kept: given again with the same inputs it gives that run; empty for none
 * @param subject what the run belongs to, by which it is found; empty when it stands alone
 * @param priority higher goes first; 0 unless said otherwise
 * @param delay how long the run is not to start
 * @param queue in which it waits for its turn; {@code default} unless said otherwise
 * @param concurrencyKey of the runs with one such key, only one is carried at a time; empty for any number
 */
public record SubmitOptions(
        String key, String subject, int priority, Duration delay, String queue, String concurrencyKey) {
    /** The queue of those that name none. */
    public static final String DEFAULT_QUEUE = "default";

    private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);

    static final int MAX_LENGTH = 256;

    public SubmitOptions {
        check("key", key, MAX_LENGTH);
        check("subject", subject, MAX_LENGTH);
        check("queue", queue, MAX_LENGTH);
        check("concurrencyKey", concurrencyKey, MAX_LENGTH);
        if (requireNonNull(delay, "delay").isNegative()) {
            throw new IllegalArgumentException("delay is negative: " + delay);
        }
        if (delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("delay is longer than " + LONGEST_DELAY + ": " + delay);
        }
    }

    public static SubmitOptions defaults() {
        return new SubmitOptions("", "", 0, Duration.ZERO, DEFAULT_QUEUE, "");
    }

    /** With a key, so that submitting twice makes one run. */
    public static SubmitOptions key(String key) {
        return new SubmitOptions(key, "", 0, Duration.ZERO, DEFAULT_QUEUE, "");
    }

    public SubmitOptions subject(String newSubject) {
        return new SubmitOptions(key, newSubject, priority, delay, queue, concurrencyKey);
    }

    public SubmitOptions priority(int newPriority) {
        return new SubmitOptions(key, subject, newPriority, delay, queue, concurrencyKey);
    }

    public SubmitOptions delay(Duration newDelay) {
        return new SubmitOptions(key, subject, priority, newDelay, queue, concurrencyKey);
    }

    /** In this queue, which the engine's builder has named. */
    public SubmitOptions queue(String newQueue) {
        return new SubmitOptions(key, subject, priority, delay, newQueue, concurrencyKey);
    }

    /**
     * Never carried beside another run with the same word, in whichever queue: one at a time for each customer, say. A run that waits for
     * somebody, for an hour or for its next attempt is not carried, and lets others pass.
     */
    public SubmitOptions concurrencyKey(String word) {
        return new SubmitOptions(key, subject, priority, delay, queue, word);
    }

    static void check(String what, String text, int most) {
        if (requireNonNull(text, what).length() > most) {
            throw new IllegalArgumentException(what + " has " + text.length() + " characters, more than " + most);
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
                throw new IllegalArgumentException(what + " has a control character or a surrogate at " + i);
            }
        }
    }
}
