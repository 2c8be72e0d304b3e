package dev.pawl.registry;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Step;
import dev.pawl.pipeline.InvalidPipelineException.Problem;
import dev.pawl.pipeline.StepNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A kind of step that pipelines use by name, with the settings that it takes:
 *
 * <pre>{@code
 * record Mail(@Setting("who gets it") String to, Optional<Duration> pause) {}
 *
 * StepType.of("mail.send", Mail.class, mail -> context -> {
 *       client.send(mail.to());
 *       return StepResult.done("sent to " + mail.to());
 *     })
 *     .describedAs("Sends a mail")
 * }</pre>
 *
 * <p>The name is stored with runs and definitions; the class behind it never is. The code of a step is made once, when its pipeline is bound;
 * where references stand among its settings it is made for each attempt. So it may keep nothing that one attempt leaves to another; what is
 * dear to make, such as a client, is made before and handed in. Immutable.
 */
public final class StepType {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private final String name;
    private final List<String> aliases;
    private final String description;
    private final Form form;
    private final Function<Object, ? extends Step> code;

    /** What a type without settings has. */
    private record None() {}

    private StepType(
            String name, List<String> aliases, String description, Form form, Function<Object, ? extends Step> code) {
        this.name = name;
        this.aliases = List.copyOf(aliases);
        this.description = description;
        this.form = form;
        this.code = code;
    }

    /**
     * A type whose settings make a record, by the names of its components.
     *
     * @param name letters, digits and {@code . _ -}, at most 128
     * @param code makes the step of its settings
     * @throws IllegalArgumentException when the record has a component that no definition can say, with advice
     */
    public static <S extends Record> StepType of(
            String name, Class<S> settings, Function<? super S, ? extends Step> code) {
        requireNonNull(settings, "settings");
        requireNonNull(code, "code");
        Form form = Forms.of(checkedName(name), settings);
        return new StepType(name, List.of(), "", form, made -> code.apply(settings.cast(made)));
    }

    /** A type without settings. */
    public static StepType of(String name, Step code) {
        requireNonNull(code, "code");
        return of(name, None.class, none -> code);
    }

    /** A type that takes any settings, as a tree of maps, lists, texts, numbers and booleans in which references are followed. */
    @SuppressWarnings("unchecked")
    public static StepType ofTree(String name, Function<Map<String, Object>, ? extends Step> code) {
        requireNonNull(code, "code");
        return new StepType(
                checkedName(name),
                List.of(),
                "",
                new Form.MapOf(new Form.Anything()),
                tree -> code.apply((Map<String, Object>) tree));
    }

    /** This type, with a sentence for people. */
    public StepType describedAs(String sentence) {
        return new StepType(name, aliases, requireNonNull(sentence, "sentence"), form, code);
    }

    /** This type under more names: older ones, so that definitions and runs which have them go on. */
    public StepType alias(String... names) {
        List<String> all = new ArrayList<>(aliases);
        for (String alias : names) {
            if (checkedName(alias).equals(name) || all.contains(alias)) {
                throw new IllegalArgumentException("step type '" + name + "' is called '" + alias + "' already");
            }
            all.add(alias);
        }
        return new StepType(name, all, description, form, code);
    }

    public String name() {
        return name;
    }

    public List<String> aliases() {
        return aliases;
    }

    /** A sentence for people; empty when there is none. */
    public String description() {
        return description;
    }

    /** The settings that it knows, in the order of their components. */
    public List<SettingInfo> settings() {
        return form instanceof Group group ? group.settings() : List.of();
    }

    /** Whether it takes settings that it does not know. */
    public boolean isOpen() {
        return !(form instanceof Group);
    }

    /** All that is wrong with these settings before there is a run: references are not followed, everything else is made. */
    public List<Problem> check(Map<String, Object> with) {
        Reading reading = Reading.withoutRun();
        form.read(with, Spot.ALL, reading, Optional.empty());
        return List.copyOf(reading.problems());
    }

    /** Tells nothing to the reading when the settings fit. */
    Step step(Map<String, Object> with, Reading reading) {
        Object settings = form.read(with, Spot.ALL, reading, Optional.empty());
        if (settings == Reading.NOTHING) {
            return new ReferringStep(this, with);
        }
        try {
            return code(settings);
        } catch (RuntimeException e) {
            reading.refused(Spot.ALL, e);
            return new ReferringStep(this, with);
        }
    }

    Step code(Object settings) {
        Step step = code.apply(settings);
        if (step == null) {
            throw new IllegalStateException("step type '" + name + "' has made null of its settings; return a step");
        }
        return step;
    }

    Form form() {
        return form;
    }

    private static String checkedName(String name) {
        if (!NAME.matcher(requireNonNull(name, "name")).matches() || name.equals(StepNode.INLINE)) {
            throw new IllegalArgumentException("step type '" + name
                    + "' is not a letter or digit followed by at most 127 letters, digits, '.', '_' or '-', or it is '"
                    + StepNode.INLINE + "', which stands for Java code");
        }
        return name;
    }

    @Override
    public String toString() {
        return "step type '" + name + "'";
    }
}
