package dev.pawl.sqlite.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A child as its parent sees it: a process that says lines, and can be killed. Confined to one test. */
final class ChildJvm implements AutoCloseable {
    /** What a process returns that was ended by a signal: 128 and the number of the signal. */
    static final int KILLED = 137;

    static final int TERMINATED = 143;

    private static final String GONE = "(the child has ended)";
    private static final int PATIENCE_SECONDS = 20;

    private final Orders orders;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ChildJvm(Orders orders, Process process) {
        this.orders = orders;
        this.process = process;
    }

    /** @param wrapper a program that starts the child, with its arguments; empty for none */
    static ChildJvm start(Orders orders, List<String> wrapper) throws IOException {
        Path temporary = Files.createDirectories(orders.folder().resolve("tmp"));
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A small and quick start: a child lives for less than a second.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m"));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KillChild.class.getName()));
        command.addAll(orders.toArguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(orders.errors().toFile());
        ChildJvm child = new ChildJvm(orders, builder.start());
        Thread reader = new Thread(child::listen, "child-" + orders.life());
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    private void listen() {
        try (BufferedReader said = process.inputReader()) {
            said.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            lines.add("(the child cannot be heard: " + e + ")");
        }
        lines.add(GONE);
    }

    /** Waits until the child has said these, in any order. */
    void expect(String... wanted) throws InterruptedException, IOException {
        Set<String> missing = new HashSet<>(List.of(wanted));
        while (!missing.isEmpty()) {
            String said = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (said == null || said.equals(GONE)) {
                throw new AssertionError("child " + orders.life() + " has not said " + missing + story());
            }
            missing.remove(said);
        }
    }

    /** SIGKILL. By the handle, because the process itself would be cut off from its streams as well. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** How it ended; waits for it. */
    int exit() throws InterruptedException, IOException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("child " + orders.life() + " does not end" + story());
        }
        return process.exitValue();
    }

    void expectExit(int code) throws InterruptedException, IOException {
        int exit = exit();
        if (exit != code) {
            throw new AssertionError(
                    "child " + orders.life() + " ended with " + exit + " and not with " + code + story());
        }
    }

    private String story() throws IOException {
        return "; its orders: " + orders + "; its errors: " + Files.readString(orders.errors());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
