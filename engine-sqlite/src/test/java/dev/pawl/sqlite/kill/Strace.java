package dev.pawl.sqlite.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts programs under strace, which does something at their nth system call of a kind; each thread counts for itself. */
final class Strace {
    private Strace() {}

    /**
     * @param trace where it writes what it saw
     * @param calls which it looks at, by their names and commas
     * @param more its other options
     */
    static List<String> of(Path trace, String calls, String... more) {
        List<String> command =
                new ArrayList<>(List.of("strace", "-f", "-qq", "-o", trace.toString(), "-e", "trace=" + calls));
        command.addAll(List.of(more));
        return command;
    }

    /** Whether there is one that may trace. */
    static boolean isThere(Path folder) throws InterruptedException {
        List<String> command = new ArrayList<>(of(folder.resolve("trace.txt"), "fsync"));
        command.add("true");
        try {
            Process trial = new ProcessBuilder(command).start();
            return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            System.out.println("strace cannot be started: " + e.getMessage());
            return false;
        }
    }
}
