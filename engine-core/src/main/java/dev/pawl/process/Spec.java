package dev.pawl.process;

import dev.pawl.api.Key;
import dev.pawl.api.WorkflowContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What was said of a program. Not changed any more once a step has it. */
final class Spec {
    /** What of the engine's own environment a program gets, where it is there. */
    static final List<String> INHERITED = Command.IS_UNIX
            ? List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR")
            : List.of("PATH", "Path", "PATHEXT", "SystemRoot", "ComSpec", "USERPROFILE", "TEMP", "TMP");

    private static final Pattern PORTABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    final Function<? super WorkflowContext, List<String>> command;
    Function<? super WorkflowContext, String> stdin = context -> "";
    Map<String, Function<? super WorkflowContext, String>> variables = new LinkedHashMap<>();
    Set<String> inherited = new TreeSet<>(INHERITED);
    Function<? super WorkflowContext, Path> folder = context -> Path.of("");
    Optional<Function<? super WorkflowContext, Path>> file = Optional.empty();
    Optional<Duration> timeout = Optional.empty();
    Set<Integer> accepted = new TreeSet<>(Set.of(0));
    OutputLimits limits = OutputLimits.DEFAULT;
    Optional<Key<String>> stdout = Optional.empty();

    Spec(Function<? super WorkflowContext, List<String>> command) {
        this.command = command;
    }

    Spec copy() {
        Spec copy = new Spec(command);
        copy.stdin = stdin;
        copy.variables = new LinkedHashMap<>(variables);
        copy.inherited = new TreeSet<>(inherited);
        copy.folder = folder;
        copy.file = file;
        copy.timeout = timeout;
        copy.accepted = accepted;
        copy.limits = limits;
        copy.stdout = stdout;
        return copy;
    }

    Command command(WorkflowContext context) {
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        environment.keySet().retainAll(inherited);
        variables.forEach(
                (name, value) -> environment.put(name, given(value.apply(context), "variable '" + name + "'")));
        List<String> words = given(command.apply(context), "the command");
        for (int i = 0; i < words.size(); i++) {
            given(words.get(i), "argument " + i + " of the command");
        }
        return new Command(words, given(folder.apply(context), "the folder").toAbsolutePath(), environment);
    }

    String stdin(WorkflowContext context) {
        return given(stdin.apply(context), "stdin");
    }

    Optional<OutputFile> file(WorkflowContext context, Path folder) {
        return file.map(
                path -> OutputFile.open(folder.resolve(given(path.apply(context), "the output file")), limits.file()));
    }

    /** What a function of the host's has given. */
    private static <T> T given(T value, String what) {
        if (value == null) {
            throw new IllegalStateException("the function that gives " + what
                    + " of an external program gave null; give a value, or do not name it at all");
        }
        return value;
    }

    /** A name that a variable can have. */
    static String checkedName(String name) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf(0) >= 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name of a variable: it is empty or holds = or NUL");
        }
        if (Command.IS_UNIX && !PORTABLE.matcher(name).matches()) {
            throw new IllegalArgumentException("the variable '" + name
                    + "' would not reach the program, as the shell that starts it drops names of other than"
                    + " letters, digits and _; give the value in another way");
        }
        return name;
    }
}
