package dev.pawl.registry;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Step;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A kind of step that pipelines use by name: {@code new StepType("mail.send", settings -> new SendMail(client, settings))}. The
 * name is stored with runs and definitions; the class behind it never is. Immutable.
 *
 * @param name letters, digits and {@code . _ -}, at most 128
 * @param factory makes the step for one place in a pipeline, of the settings that stand there
 */
public record StepType(String name, Function<Map<String, Object>, Step> factory) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    public StepType {
        requireNonNull(factory, "factory");
        if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException("step type '" + name
                    + "' is not a letter or digit followed by at most 127 letters, digits, '.', '_' or '-'");
        }
    }
}
