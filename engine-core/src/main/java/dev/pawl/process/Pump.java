package dev.pawl.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one of a program's outputs to its end, so that the program is never held up. On a thread of its own that is not virtual: reading a
 * pipe holds the thread of the system anyway. Confined to that thread.
 */
final class Pump implements Runnable {
    private static final int CHUNK = 16 * 1024;

    private final InputStream from;
    private final boolean isError;
    private final Output output;
    private final LineSplitter lines;

    private Pump(InputStream from, boolean isError, Output output) {
        this.from = from;
        this.isError = isError;
        this.output = output;
        this.lines = new LineSplitter(
                output.limits.line(), (text, dropped, bytes) -> output.line(new Line(isError, text, dropped), bytes));
    }

    static void start(Process process, Output output) {
        start(new Pump(process.getInputStream(), false, output), "pawl-process-out-" + process.pid());
        start(new Pump(process.getErrorStream(), true, output), "pawl-process-err-" + process.pid());
    }

    private static void start(Pump pump, String name) {
        Thread thread = new Thread(pump, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * When a process ends, the JDK reads what is left in its pipes into memory, without a limit, and there is no end of it when something that
     * the process has left behind goes on writing. It holds the stream's monitor for that, so whoever reads in it is never overtaken.
     */
    @Override
    public void run() {
        synchronized (from) {
            try (from) {
                byte[] chunk = new byte[CHUNK];
                int count;
                while (!output.isClosed() && (count = from.read(chunk)) >= 0) {
                    take(chunk, count);
                }
            } catch (IOException e) {
                // Closed from the other side, which is an end like any other.
            } finally {
                lines.end();
                output.flush();
                output.news.add(new News.Silent());
            }
        }
    }

    private void take(byte[] chunk, int count) {
        output.bytes(isError, chunk, count);
        if (output.isFull()) {
            output.dropped(count);
        } else {
            lines.take(chunk, count);
            output.flush();
        }
    }
}
