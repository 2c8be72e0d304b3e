package dev.pawl.report;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunContinued;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunResumed;
import dev.pawl.event.RunStarted;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunStopping;
import dev.pawl.event.RunWaiting;

/** What the events say of a run as a whole. Confined to one thread. */
final class RunStory {
    String continues = "";
    String forkedAt = "";

    /** In milliseconds since 1970; 0 before. */
    long submitted;

    long started;
    long ended;
    boolean completed;
    String failedAt = "";
    String message = "";
    String stoppedBy = "";
    private long resting; // since when; 0 while it does not
    private long rested;

    void take(ProgressEvent event) {
        if (submitted == 0) {
            submitted = event.millis();
        }
        if (event instanceof RunContinued e) {
            continues = e.from();
            forkedAt = e.at();
        } else if (event instanceof RunWaiting) {
            rest(event.millis());
        } else if (event instanceof RunParked e) {
            rest(event.millis());
            message = e.message();
        } else if (event instanceof RunStopping e) {
            goOn(event.millis());
            stoppedBy = e.actor();
        } else if (event instanceof RunStarted || event instanceof RunResumed) {
            goOn(event.millis());
            started = started == 0 ? event.millis() : started;
            message = "";
        } else if (event instanceof RunEnded e) {
            goOn(event.millis());
            ended = event.millis();
            completed = e.status() == RunStatus.COMPLETED;
            failedAt = e.path();
            message = e.message();
        }
    }

    private void rest(long millis) {
        if (resting == 0) {
            resting = millis;
        }
    }

    private void goOn(long millis) {
        if (resting > 0) {
            rested += Math.max(0, millis - resting);
            resting = 0;
        }
    }

    /** For how long it has waited or was parked, up to that hour, in milliseconds. */
    long rested(long now) {
        return rested + (resting > 0 ? Math.max(0, now - resting) : 0);
    }

    boolean isOver() {
        return ended > 0;
    }

    /** Whether what was at work before this event is not any more. */
    boolean isLetGo(ProgressEvent event) {
        return event instanceof RunResumed || event instanceof RunParked || event instanceof RunEnded;
    }
}
