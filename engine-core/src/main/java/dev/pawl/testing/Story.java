package dev.pawl.testing;

import dev.pawl.event.ArtifactAdded;
import dev.pawl.event.BranchTaken;
import dev.pawl.event.FlowEnded;
import dev.pawl.event.FlowJoined;
import dev.pawl.event.ItemsCounted;
import dev.pawl.event.LoopTurned;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunResumed;
import dev.pawl.event.RunSnapshotted;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recorded events of a run without what an interruption may change: times, resumptions, snapshots, notes, and the lines
 * and artifacts of an attempt that did not come to its end. Stateless.
 */
final class Story {
    private Story() {}

    /** What was recorded of the node at a path, in words; the path is empty for the run itself. */
    record Line(String path, String words) {
        @Override
        public String toString() {
            return path + " " + words;
        }
    }

    /** @param crashedAt the position of the last event before the crash; 0 when there was none */
    static List<Line> of(List<ProgressEvent> events, long crashedAt) {
        List<Line> story = new ArrayList<>();
        Map<String, List<Line>> logged = new LinkedHashMap<>();
        boolean isAfter = false;
        for (ProgressEvent event : events) {
            if (!isAfter && event.position() > crashedAt) {
                logged.clear();
                isAfter = true;
            }
            if (event instanceof StepLogged e) {
                Line line = new Line(e.path(), "#" + e.attempt() + " | " + e.line());
                logged.computeIfAbsent(e.path(), p -> new ArrayList<>()).add(line);
            } else if (event instanceof ArtifactAdded e) {
                Line line = new Line(e.path(), "#" + e.attempt() + " made " + e.name() + " " + e.mediaType());
                logged.computeIfAbsent(e.path(), p -> new ArrayList<>()).add(line);
            } else if (isKept(event)) {
                Line line = line(event);
                story.addAll(logged.getOrDefault(line.path(), List.of()));
                logged.remove(line.path());
                story.add(line);
            }
        }
        logged.values().forEach(story::addAll);
        return story;
    }

    private static boolean isKept(ProgressEvent event) {
        return !(event instanceof StepStarted
                || event instanceof StepNoted
                || event instanceof StepResolved
                || event instanceof RunParked
                || event instanceof RunResumed
                || event instanceof RunWaiting
                || event instanceof RunSnapshotted);
    }

    private static Line line(ProgressEvent event) {
        if (event instanceof StepFinished e) {
            return new Line(e.path(), "#" + e.attempt() + " " + e.outcome() + " " + e.message());
        } else if (event instanceof StepFailed e) {
            String then = e.retryAt() != 0 ? ", tries again" : e.fallsBack() ? ", falls back" : "";
            return new Line(e.path(), "#" + e.attempt() + " " + e.error() + ": " + e.message() + then);
        } else if (event instanceof WaitStarted e) {
            return new Line(e.path(), e.kind() + " " + e.name());
        } else if (event instanceof WaitEnded e) {
            return new Line(e.path(), e.outcome() + " by " + e.actor() + " as " + e.role() + ": " + e.comment());
        } else if (event instanceof FlowEnded e) {
            return new Line(e.path(), e.outcome() + " at " + e.failedAt() + ": " + e.message());
        } else if (event instanceof FlowJoined e) {
            return new Line(e.path(), "joined " + e.winners() + ", " + e.done() + " of " + e.all());
        } else if (event instanceof BranchTaken e) {
            return new Line(e.path(), "goes " + e.choice());
        } else if (event instanceof LoopTurned e) {
            return new Line(e.path(), (e.goesOn() ? "round " : "ends after ") + e.round());
        } else if (event instanceof ItemsCounted e) {
            return new Line(e.path(), e.size() + " items");
        } else if (event instanceof SubStarted e) {
            return new Line(e.path(), e.pipeline() + " " + e.version() + " " + e.fingerprint());
        } else if (event instanceof RunEnded e) {
            return new Line("", "ended " + e.status() + " at " + e.path() + ": " + e.message());
        }
        return new Line("", event.getClass().getSimpleName());
    }
}
