package dev.pawl.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pawl.process.ProcessNotStartedException.Reason;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A program that was started. On Unix it first stands behind a gate: a shell that becomes the program when it reads a line from its standard input, and
 * ends when there is none. So it can be written down which process the program will be, before it does anything; and when its starter dies before
 * that, the gate is never opened. Thread-safe.
 */
final class Running {
    /** What the gate's shell calls itself when it cannot become the program. */
    static final String GATE = "pawl-gate";

    private static final String SCRIPT = "read -r go && exec \"$@\"";
    private static final String SHELL = "/bin/sh";
    private static final Pattern TOO_LONG = Pattern.compile("error[=:] ?7\\b");
    private static final Optional<String> SETSID = List.of("/usr/bin/setsid", "/bin/setsid").stream()
            .filter(file -> new File(file).canExecute())
            .findFirst();

    private final Process process;
    private final Identity identity;
    private final boolean hasGate;

    private Running(Process process, Identity identity, boolean hasGate) {
        this.process = process;
        this.identity = identity;
        this.hasGate = hasGate;
    }

    static Running start(Command command, ProcessTable table) {
        List<String> checked = command.checked();
        boolean hasGate = Command.IS_UNIX && new File(SHELL).canExecute();
        boolean hasSession = hasGate && SETSID.isPresent();
        List<String> words = new ArrayList<>();
        if (hasSession) {
            words.add(SETSID.get());
        }
        if (hasGate) {
            words.addAll(List.of(SHELL, "-c", SCRIPT, GATE));
        }
        words.addAll(checked);
        String marker = UUID.randomUUID().toString();
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(command.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.variables());
        builder.environment().put(Identity.VARIABLE, marker);
        Process process = start(command, builder);
        long start = table.find(process.pid()).map(ProcessTable.Entry::start).orElse(0L);
        return new Running(process, new Identity(process.pid(), start, hasSession, table.era(), marker), hasGate);
    }

    private static Process start(Command command, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            if (TOO_LONG.matcher(String.valueOf(e.getMessage())).find()) {
                long characters =
                        command.words().stream().mapToLong(String::length).sum();
                throw new ProcessNotStartedException(
                        Reason.TOO_LONG,
                        command.name() + " cannot be started: its "
                                + command.words().size() + " words have " + characters
                                + " characters, and that or the longest of them is more than the system takes; give it the data by stdin or a file");
            }
            throw new ProcessFailedException(command.name() + " cannot be started: " + e.getMessage());
        }
    }

    Identity identity() {
        return identity;
    }

    /** Lets the program begin, and gives it this text to read, and then the end of it. */
    void open(String stdin, Output output) {
        Pump.start(process, output);
        // Not onExit(): that needs a free thread of the pool that all of the JVM shares.
        start("wait", () -> awaitEnd(output));
        OutputStream in = process.getOutputStream();
        if (stdin.isEmpty()) {
            feed(in, stdin);
        } else {
            start("in", () -> feed(in, stdin));
        }
    }

    /** Not virtual: a pipe that nobody reads holds the thread of the system anyway. */
    private void start(String purpose, Runnable work) {
        Thread thread = new Thread(work, "pawl-process-" + purpose + "-" + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitEnd(Output output) {
        try {
            int exit = process.waitFor();
            output.ended(
                    new News.Ended(exit, System.nanoTime(), JvmEnd.ofThisJvm().hasBegun()));
        } catch (InterruptedException e) {
            // Nobody has this thread, so nobody means it.
            Thread.currentThread().interrupt();
        }
    }

    private void feed(OutputStream in, String stdin) {
        try (in) {
            if (hasGate) {
                in.write('\n');
                in.flush();
            }
            in.write(stdin.getBytes(UTF_8));
        } catch (IOException e) {
            // It need not read what it is given.
        }
    }

    /** It is not to begin. */
    void refuse() {
        process.destroyForcibly();
    }
}
