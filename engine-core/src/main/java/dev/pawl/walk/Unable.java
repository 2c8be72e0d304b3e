package dev.pawl.walk;

import dev.pawl.pipeline.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words for a node that is no step and cannot do its work, the same in every kind of run. Stateless. */
public final class Unable {
    private Unable() {}

    static Failure conflict(String key, String branch, String other) {
        return new Failure(
                Failure.CONFLICT,
                "key '" + key + "' was put by branch '" + branch + "' and by branch '" + other
                        + "'; give each a key of its own");
    }

    public static Failure tooManyRounds(int atMost) {
        return new Failure(
                Failure.LIMIT,
                "it would go round more than " + atMost + " times; raise atMost or change its condition");
    }

    public static Failure tooLong(Duration deadline) {
        return new Failure(Failure.LIMIT, "the pipeline took longer than its deadline of " + deadline);
    }

    public static Failure noList(Reference at, Optional<Object> found) {
        return unfit(List.of(
                "there is " + found.map(f -> "no list but a " + kind(f)).orElse("nothing") + " at '" + at + "'"));
    }

    public static Failure unfit(List<String> wrong) {
        return new Failure(Failure.UNFIT, String.join("; ", wrong));
    }

    public static String notRegistered(String pipeline) {
        return "pipeline '" + pipeline + "' is not registered";
    }

    public static String missingInput(String input) {
        return "input '" + input + "' is missing; give it with the sub-pipeline's settings";
    }

    public static String nothingAt(Reference at) {
        return "there is no value at '" + at + "'";
    }

    public static String runTooLong(Duration deadline) {
        return "the run took longer than its deadline of " + deadline;
    }

    public static String attemptTooLong(String step, Duration timeout) {
        return "step '" + step + "' took longer than " + timeout;
    }

    private static String kind(Object value) {
        if (value instanceof Map) {
            return "map";
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum) {
            return "text";
        }
        if (value instanceof Number) {
            return "number";
        }
        return value instanceof Boolean ? "boolean" : value.getClass().getSimpleName();
    }
}
