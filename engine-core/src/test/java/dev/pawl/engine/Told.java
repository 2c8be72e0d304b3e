package dev.pawl.engine;

import dev.pawl.event.ArtifactAdded;
import dev.pawl.event.BranchTaken;
import dev.pawl.event.FlowEnded;
import dev.pawl.event.FlowJoined;
import dev.pawl.event.ItemsCounted;
import dev.pawl.event.LoopTurned;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import dev.pawl.event.RunContinued;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunResumed;
import dev.pawl.event.RunStarted;
import dev.pawl.event.RunStopping;
import dev.pawl.event.RunSubmitted;
import dev.pawl.event.RunWaiting;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepNoted;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepStarted;
import dev.pawl.event.SubStarted;
import dev.pawl.event.WaitEnded;
import dev.pawl.event.WaitStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A listener that keeps a short line of each event, with all that it says but for times. Confined to one thread. */
final class Told implements ProgressListener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void on(ProgressEvent event) {
        lines.add(line(event) + (event.seq() == 0 && event.position() == 0 ? "" : " recorded"));
    }

    /** The lines between the start and the end of the run. */
    List<String> inside() {
        return lines.subList(1, lines.size() - 1);
    }

    String last() {
        return lines.get(lines.size() - 1);
    }

    /** What an event says, but for times that are no lengths, and ids. */
    static String line(ProgressEvent event) {
        if (event instanceof StepStarted e) {
            return "start " + e.path() + nth(e.attempt());
        } else if (event instanceof StepFinished e) {
            return e.outcome() + " " + e.path() + nth(e.attempt());
        } else if (event instanceof StepFailed e) {
            String next = e.retryAt() == 0 ? "" : " until " + (e.retryAt() - e.millis());
            return "fail " + e.path() + nth(e.attempt()) + ": "
                    + e.error().substring(e.error().lastIndexOf('.') + 1) + ": " + e.message() + next
                    + (e.fallsBack() ? " falls back" : "");
        } else if (event instanceof BranchTaken e) {
            return "branch " + e.path() + ": " + e.choice();
        } else if (event instanceof LoopTurned e) {
            return "loop " + e.path() + " " + e.round() + (e.goesOn() ? " on" : " over");
        } else if (event instanceof ItemsCounted e) {
            return "items " + e.path() + " " + e.size();
        } else if (event instanceof SubStarted e) {
            return "sub " + e.path() + ": " + e.pipeline() + " " + e.version();
        } else if (event instanceof FlowEnded e) {
            String why = e.failedAt().isEmpty() ? e.message() : " at " + e.failedAt() + ": " + e.message();
            return "flow " + e.path() + " " + e.outcome() + why;
        } else if (event instanceof FlowJoined e) {
            return "join " + e.path() + " " + e.done() + "/" + e.all() + " " + e.winners();
        }
        return ofWait(event);
    }

    private static String ofWait(ProgressEvent event) {
        if (event instanceof WaitStarted e) {
            String name = e.name().isEmpty() ? "" : " " + e.name();
            return "wait " + e.path() + ": " + e.kind() + name + until(e.millis(), e.until());
        } else if (event instanceof WaitEnded e) {
            return "answer " + e.path() + ": " + e.outcome() + (e.actor().isEmpty() ? "" : " by " + e.actor())
                    + (e.role().isEmpty() ? "" : " as " + e.role())
                    + (e.comment().isEmpty() ? "" : ": " + e.comment());
        } else if (event instanceof RunWaiting e) {
            return "waiting for " + e.reason() + until(e.millis(), e.until());
        } else if (event instanceof RunParked e) {
            return "parked " + e.reason() + ": " + e.message();
        } else if (event instanceof StepLogged e) {
            return "log " + e.path() + ": " + e.line();
        } else if (event instanceof StepNoted e) {
            return "noted " + e.path();
        } else if (event instanceof ArtifactAdded e) {
            return "artifact " + e.path() + ": " + e.name();
        } else if (event instanceof StepResolved e) {
            return "resolved " + e.path() + ": " + e.decision() + " by " + e.actor();
        }
        return ofRun(event);
    }

    private static String until(long now, long until) {
        return until == 0 ? "" : " until " + Duration.ofMillis(until - now);
    }

    private static String ofRun(ProgressEvent event) {
        if (event instanceof RunStarted) {
            return "run started";
        } else if (event instanceof RunSubmitted) {
            return "submitted";
        } else if (event instanceof RunResumed) {
            return "resumed";
        } else if (event instanceof RunContinued e) {
            return e.at().isEmpty() ? "retry" : "fork at " + e.at();
        } else if (event instanceof RunStopping e) {
            return "stopping " + e.reason() + (e.actor().isEmpty() ? "" : " by " + e.actor())
                    + (e.message().isEmpty() ? "" : ": " + e.message());
        } else if (event instanceof RunEnded e) {
            return e.status()
                    + (e.path().isEmpty() ? "" : " at " + e.path())
                    + (e.message().isEmpty() ? "" : ": " + e.message());
        }
        return event.toString();
    }

    private static String nth(int attempt) {
        return attempt == 1 ? "" : " #" + attempt;
    }
}
