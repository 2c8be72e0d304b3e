package dev.pawl.pipeline;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How definitions write a duration: {@code 500ms}, {@code 90s}, {@code 5m}, {@code 2h}, {@code 3d}, or ISO-8601. Stateless. */
public final class Durations {
    /** What a duration looks like, for messages. */
    public static final String FORM = "a duration, such as 500ms, 90s, 5m, 2h, 3d or PT1M30S";

    private static final Pattern SHORT = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
    private static final int LENGTH = 64;

    private Durations() {}

    /** The duration that a text says, if it says one; a day has 24 hours. */
    public static Optional<Duration> read(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        }
        try {
            return text.length() > LENGTH ? Optional.empty() : Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
