package dev.pawl.sqlite.neighbours;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link Neighbour} as the test sees it. Confined to one test. */
final class NeighbourJvm implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final int MOMENT_MILLIS = 20;
    private static final String GONE = "(it has ended)";

    private final String name;
    private final Path errors;
    private final Process process;
    private final Writer orders;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private NeighbourJvm(String name, Path errors, Process process) {
        this.name = name;
        this.errors = errors;
        this.process = process;
        this.orders = process.outputWriter();
    }

    /** Where several of them live. */
    record Street(Path folder, long patienceMillis) {
        Path store() {
            return folder.resolve("pawl.db");
        }

        Path effects() {
            return folder.resolve("effects");
        }

        NeighbourJvm start(String name, int workers) throws IOException {
            Path errors = folder.resolve(name + ".errors");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xshare:auto",
                            "-Xmx256m",
                            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp-" + name)),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Neighbour.class.getName(),
                            store().toString(),
                            effects().toString(),
                            name,
                            workers + "",
                            patienceMillis + "")
                    .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                    .start();
            NeighbourJvm neighbour = new NeighbourJvm(name, errors, process);
            Thread reader = new Thread(neighbour::listen, "neighbour-" + name);
            reader.setDaemon(true);
            reader.start();
            return neighbour;
        }

        /** What bodies did, in order: what, run, who. */
        List<List<String>> done() throws IOException {
            return Files.exists(effects())
                    ? Files.readAllLines(effects()).stream()
                            .map(line -> List.of(line.split(" ")))
                            .toList()
                    : List.of();
        }
    }

    private void listen() {
        try (BufferedReader said = process.inputReader()) {
            said.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            lines.add("(it cannot be heard: " + e + ")");
        }
        lines.add(GONE);
    }

    NeighbourJvm tell(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        return this;
    }

    NeighbourJvm expect(String wanted) throws InterruptedException, IOException {
        String said = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!wanted.equals(said)) {
            throw new AssertionError(name + " said " + said + " and not " + wanted + "; its errors: " + errors());
        }
        return this;
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** SIGSTOP. */
    void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, process.pid() + "").start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("no signal could be sent to " + name);
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for its end. */
    int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " does not end");
        }
        return process.exitValue();
    }

    /** Says that there is nothing more to do, and waits until it has closed its engine and its store. */
    void leave() throws IOException, InterruptedException {
        orders.close();
        int exit = exit();
        if (exit != 0) {
            throw new AssertionError(name + " ended with " + exit + ": " + errors());
        }
    }

    /** Waits a moment; whether it has ended then. */
    boolean hasEnded() throws InterruptedException {
        return process.waitFor(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
