package dev.pawl.process;

import dev.pawl.process.ProcessNotStartedException.Reason;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program with its arguments, looked at before it is started: what is wrong with it has a name then. Immutable.
 *
 * @param words the program as it was given, and its arguments
 * @param folder where it works
 * @param variables all of its environment
 */
record Command(List<String> words, Path folder, Map<String, String> variables) {
    static final boolean IS_UNIX = File.separatorChar == '/';

    Command {
        words = List.copyOf(words);
        variables = Map.copyOf(variables);
    }

    String name() {
        return "program '" + words.get(0) + "'";
    }

    /** The same words with the program's file in front, where it can be found. */
    List<String> checked() {
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new ProcessNotStartedException(
                    Reason.NO_COMMAND, "the command has no words; give it the program and its arguments");
        }
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).indexOf(0) >= 0) {
                throw new ProcessNotStartedException(
                        Reason.NUL,
                        "argument " + i
                                + " of the command holds the character NUL, which no argument can; take it out");
            }
        }
        variables.forEach((name, value) -> {
            if (value.indexOf(0) >= 0) {
                throw new ProcessNotStartedException(
                        Reason.NUL,
                        "the variable " + name + " of " + name()
                                + " holds the character NUL, which no variable can; take it out");
            }
        });
        if (!Files.isDirectory(folder)) {
            throw new ProcessNotStartedException(
                    Reason.NO_FOLDER,
                    name() + " is to work in the folder " + folder + ", which is not there; make it before this step");
        }
        if (!IS_UNIX) {
            return words;
        }
        List<String> found = new ArrayList<>(words);
        found.set(0, file().toString());
        return found;
    }

    private Path file() {
        String program = words.get(0);
        if (program.indexOf('/') >= 0) {
            Path file = folder.resolve(path(program));
            if (!Files.exists(file)) {
                throw notFound("there is no file " + file);
            }
            if (Files.isDirectory(file)) {
                throw new ProcessNotStartedException(
                        Reason.IS_FOLDER, name() + " cannot be started: " + file + " is a folder; name the file in it");
            }
            if (!Files.isExecutable(file)) {
                throw notExecutable(file);
            }
            return file;
        }
        return onPath(program);
    }

    private Path onPath(String program) {
        String folders = variables.getOrDefault("PATH", "/usr/bin:/bin");
        Path notExecutable = null;
        for (String each : folders.split(":", -1)) {
            Path file = folder.resolve(path(each)).resolve(path(program));
            if (Files.isRegularFile(file)) {
                if (Files.isExecutable(file)) {
                    return file;
                }
                notExecutable = notExecutable == null ? file : notExecutable;
            }
        }
        throw notExecutable == null
                ? notFound("no folder of the PATH " + folders + " has it")
                : notExecutable(notExecutable);
    }

    private Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw notFound("it is no path on this system: " + e.getMessage());
        }
    }

    private ProcessNotStartedException notFound(String why) {
        return new ProcessNotStartedException(
                Reason.NOT_FOUND, name() + " is not found: " + why + "; install it, or name its file in full");
    }

    private ProcessNotStartedException notExecutable(Path file) {
        return new ProcessNotStartedException(
                Reason.NOT_EXECUTABLE,
                name() + " cannot be started: " + file
                        + " may not be executed; try chmod +x, or start its interpreter");
    }
}
