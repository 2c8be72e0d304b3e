package dev.pawl.process;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.registry.StepType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A step that runs an external program, without a shell:
 *
 * <pre>{@code
 * Step brand = ProcessStep.of("python3", "brand.py").stdin(context -> context.get(prompt)).stdout(result);
 * }</pre>
 *
 * <p>Its lines go to the log of the run as they come, those of standard error behind {@code "! "}. The step's data is a map of {@code exit}, {@code
 * stdout} (the first of it, see {@link OutputLimits}), {@code stdoutDropped} and {@code logDropped}, in bytes. It fails with a {@link
 * ProcessFailedException} when the exit code is not accepted, and with a {@link ProcessNotStartedException}, which is not tried again, when
 * there is no such program.
 *
 * <p>Nothing of the program outlives the step: when the attempt is cancelled or takes too long, the program and all that it has started get a SIGTERM and four
 * seconds later a SIGKILL; what it leaves behind when it ends by itself is ended too. When the JVM ends before the step is over, so
 * does the program, and the step is in flight; only a JVM that is killed leaves it running, and in a recorded run the next attempt ends it before it begins. Each method returns a copy. Immutable.
 */
public final class ProcessStep implements Step {
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final Spec spec;

    private ProcessStep(Spec spec) {
        this.spec = spec;
    }

    /** A program, named by its file or by a name on the PATH, with its arguments, each of which reaches it as it is. */
    public static ProcessStep of(String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(Arrays.asList(arguments));
        return of(words);
    }

    /** A program and its arguments. */
    public static ProcessStep of(List<String> command) {
        List<String> words = List.copyOf(command);
        return of(context -> words);
    }

    /** A program and its arguments that depend on the run. */
    public static ProcessStep of(Function<? super WorkflowContext, List<String>> command) {
        return new ProcessStep(new Spec(requireNonNull(command, "command")));
    }

    /** What it reads from its standard input, which is empty otherwise. */
    public ProcessStep stdin(Function<? super WorkflowContext, String> text) {
        requireNonNull(text, "text");
        return with(s -> s.stdin = text);
    }

    /**
     * Puts all of its standard output under this key, instead of into the step's data. The step fails when that is longer than what is
     * kept.
     */
    public ProcessStep stdout(Key<String> key) {
        requireNonNull(key, "key");
        return with(s -> s.stdout = Optional.of(key));
    }

    /** A variable of its environment. */
    public ProcessStep env(String name, String value) {
        requireNonNull(value, "value");
        return env(name, context -> value);
    }

    /** A variable of its environment that depends on the run. */
    public ProcessStep env(String name, Function<? super WorkflowContext, String> value) {
        requireNonNull(value, "value");
        return with(s -> s.variables.put(Spec.checkedName(name), value));
    }

    /**
     * More of the engine's own variables that it gets. By default they are PATH, HOME, LANG, LC_ALL, TZ and TMPDIR, so that no secret
     * reaches a program by accident.
     */
    public ProcessStep inherit(String... names) {
        return with(s -> Arrays.stream(names).map(Spec::checkedName).forEach(s.inherited::add));
    }

    /** The folder that it works in; that of the engine otherwise. */
    public ProcessStep folder(Path path) {
        requireNonNull(path, "path");
        return folder(context -> path);
    }

    /** The folder that it works in, which depends on the run. */
    public ProcessStep folder(Function<? super WorkflowContext, Path> path) {
        requireNonNull(path, "path");
        return with(s -> s.folder = path);
    }

    /** A file that gets all lines too, behind those that are in it. One that is not named in full is in the folder that the program works in. */
    public ProcessStep outputFile(Function<? super WorkflowContext, Path> path) {
        requireNonNull(path, "path");
        return with(s -> s.file = Optional.of(path));
    }

    /** How long it may take. A timeout of the step itself does the same, and counts as a timeout. */
    public ProcessStep timeout(Duration limit) {
        if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout is not positive and at most " + LONGEST + ": " + limit);
        }
        return with(s -> s.timeout = Optional.of(limit));
    }

    /** The exit codes with which the step is done, instead of 0. */
    public ProcessStep accept(int... codes) {
        if (codes.length == 0) {
            throw new IllegalArgumentException("accepts no exit code, so the step could never be done; name one");
        }
        return with(s -> s.accepted = Arrays.stream(codes).boxed().collect(Collectors.toCollection(TreeSet::new)));
    }

    /** How much of its output goes where. */
    public ProcessStep limits(OutputLimits limits) {
        requireNonNull(limits, "limits");
        return with(s -> s.limits = limits);
    }

    /**
     * The step type {@code process}, whose settings say all this: {@code builder.stepType(ProcessStep.type())}. An engine has it when its host
     * gives it: with it, whoever writes definitions can start any program of this machine. For a few programs, types of your own are better.
     */
    public static StepType type() {
        return StepType.of("process", ProcessSettings.class, ProcessSettings::step)
                .describedAs("Runs an external program, and logs what it says");
    }

    private ProcessStep with(Consumer<Spec> change) {
        Spec copy = spec.copy();
        change.accept(copy);
        return new ProcessStep(copy);
    }

    @Override
    public StepResult execute(WorkflowContext context) throws InterruptedException {
        return new ProcessAttempt(spec, context, ProcessTable.ofThisMachine()).carry();
    }
}
