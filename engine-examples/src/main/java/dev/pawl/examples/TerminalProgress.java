package dev.pawl.examples;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import dev.pawl.event.StepProgress;
import java.io.PrintStream;

/**
 * Writes what happens as lines. In a terminal a step's progress is a bar that grows; elsewhere every tenth of it is a line. Thread-safe.
 */
final class TerminalProgress implements ProgressListener {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean isTerminal;
    private boolean barIsOpen; // guarded by this
    private long lastTenth; // guarded by this

    TerminalProgress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    @Override
    public synchronized void on(ProgressEvent event) {
        if (event instanceof StepProgress progress && progress.total() > 0) {
            if (isTerminal) {
                int filled = (int) (WIDTH * progress.done() / progress.total());
                out.print("\r  " + progress.path() + " [" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] "
                        + progress.done() + " of " + progress.total() + " " + progress.message());
                out.flush();
                barIsOpen = true;
            } else {
                tenth(progress);
            }
            return;
        }
        if (barIsOpen) {
            out.println();
            barIsOpen = false;
        }
        lastTenth = 0;
        out.println(event);
    }

    private void tenth(StepProgress progress) {
        long tenth = 10 * progress.done() / progress.total();
        if (tenth > lastTenth) {
            out.println(progress);
        }
        lastTenth = tenth;
    }
}
