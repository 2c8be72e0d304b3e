package dev.pawl.testing;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunWaiting;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.WaitStarted;
import java.time.Instant;

/** What events say to people, without what differs from run to run: the run's id, durations and hours. Stateless. */
final class Sentences {
    private Sentences() {}

    static String of(ProgressEvent event) {
        String text = event.toString();
        String run = event.of() + " ";
        if (text.startsWith(run)) {
            text = text.substring(run.length());
        }
        if (event instanceof StepFinished e) {
            return without(" in " + millis(e.nanos()), text);
        } else if (event instanceof StepFailed e) {
            return without(" after " + millis(e.nanos()), text);
        } else if (event instanceof WaitStarted e) {
            return without(" until " + Instant.ofEpochMilli(e.until()), text);
        } else if (event instanceof RunWaiting e) {
            return without(", until " + Instant.ofEpochMilli(e.until()), text);
        }
        return text;
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }

    /** The first place counts: what a step says stands behind it. */
    private static String without(String part, String text) {
        int at = text.indexOf(part);
        return at < 0 ? text : text.substring(0, at) + text.substring(at + part.length());
    }
}
