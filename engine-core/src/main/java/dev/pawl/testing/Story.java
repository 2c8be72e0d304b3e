package dev.pawl.testing;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunResumed;
import dev.pawl.event.RunSnapshotted;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepStarted;
import java.util.ArrayList;
import java.util.List;

/**
 * The recorded events of a run without what an interruption may change: times, resumptions, snapshots, and the lines of an attempt that
 * did not come to its end. Stateless.
 */
final class Story {
    private Story() {}

    static List<String> of(List<ProgressEvent> events) {
        List<String> story = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (ProgressEvent event : events) {
            if (event instanceof StepLogged e) {
                lines.add(e.path() + "#" + e.attempt() + " | " + e.line());
            } else if (event instanceof RunResumed || event instanceof RunParked) {
                lines.clear();
            } else if (isKept(event)) {
                story.addAll(lines);
                lines.clear();
                story.add(words(event));
            }
        }
        story.addAll(lines);
        return story;
    }

    /** The story without one step. */
    static List<String> without(String path, List<String> story) {
        return story.stream().filter(line -> !line.startsWith(path + "#")).toList();
    }

    /** How many attempts of steps have been recorded to their end. */
    static int attempts(List<ProgressEvent> events) {
        return (int) events.stream()
                .filter(e -> e instanceof StepFinished || e instanceof StepFailed)
                .count();
    }

    /** The step that began to be carried out and was not recorded to end; empty when there is none. */
    static String interrupted(List<ProgressEvent> events) {
        String begun = "";
        for (ProgressEvent event : events) {
            if (event instanceof StepStarted e) {
                begun = e.path();
            } else if (event instanceof StepFinished || event instanceof StepFailed || event instanceof StepResolved) {
                begun = "";
            }
        }
        return begun;
    }

    /** The step about which a person was asked; empty when nobody was. */
    static String resolved(List<ProgressEvent> events) {
        return events.stream()
                .filter(StepResolved.class::isInstance)
                .map(e -> ((StepResolved) e).path())
                .findFirst()
                .orElse("");
    }

    /** What was recorded before the run was taken up again. */
    static List<ProgressEvent> beforeTheCrash(List<ProgressEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof RunResumed) {
                return events.subList(0, i);
            }
        }
        return events;
    }

    private static boolean isKept(ProgressEvent event) {
        return !(event instanceof StepStarted || event instanceof StepResolved || event instanceof RunSnapshotted);
    }

    private static String words(ProgressEvent event) {
        if (event instanceof StepFinished e) {
            return e.path() + "#" + e.attempt() + " " + e.outcome() + " " + e.message();
        }
        if (event instanceof StepFailed e) {
            return e.path() + "#" + e.attempt() + " " + e.error() + ": " + e.message()
                    + (e.retryAt() == 0 ? "" : ", tries again");
        }
        if (event instanceof RunEnded e) {
            return "ended " + e.status() + " at " + e.path() + ": " + e.message();
        }
        return event.getClass().getSimpleName();
    }
}
