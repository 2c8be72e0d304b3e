package dev.pawl.testing;

import dev.pawl.event.FlowEnded;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepResolved;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the compensations of one run against its steps, in loose branches too: in a run that has failed, and in a branch or an item that
 * has not succeeded, each finished step that has a compensation is undone, once; nothing else ever is. In a run that was stopped by a
 * step, or has failed in a last step, what is not in such a branch may be undone or not, but not twice. Confined to one trial.
 */
final class Undone {
    private final Flows flows;
    private final Outcome outcome;
    private final Map<String, StepFinished.Outcome> finished = new HashMap<>();
    private final Set<String> resolved = new HashSet<>();
    private final Set<String> failedFlows = new HashSet<>();
    private final Map<String, Integer> undone = new HashMap<>();
    private final Set<String> wrong = new LinkedHashSet<>();
    private String stoppedAt = "";

    private Undone(Flows flows, Outcome outcome) {
        this.flows = flows;
        this.outcome = outcome;
    }

    /** What is wrong, a sentence each. */
    static Set<String> complaints(Flows flows, Outcome outcome) {
        Undone undone = new Undone(flows, outcome);
        outcome.events().forEach(undone::read);
        undone.finished.keySet().forEach(undone::check);
        return undone.wrong;
    }

    private void read(ProgressEvent event) {
        if (event instanceof StepFinished e) {
            if (Flows.isUndo(e.path())) {
                undone(e.path());
            } else {
                finished.put(e.path(), e.outcome());
                stoppedAt = e.outcome() == StepFinished.Outcome.STOPPED ? e.path() : stoppedAt;
            }
        } else if (event instanceof StepFailed e && Flows.isUndo(e.path()) && e.retryAt() == 0 && !e.fallsBack()) {
            undone(e.path());
        } else if (event instanceof StepResolved e && e.decision() == StepResolved.Decision.DONE) {
            resolved.add(e.path());
        } else if (event instanceof FlowEnded e && e.outcome() != FlowEnded.Outcome.DONE) {
            failedFlows.add(e.path());
        }
    }

    private void undone(String path) {
        String step = Flows.undone(path);
        if (!finished.containsKey(step) && !resolved.contains(step)) {
            wrong.add(step + " is undone and was not finished");
        }
        if (undone.merge(step, 1, Integer::sum) > 1) {
            wrong.add(step + " is undone twice");
        }
    }

    private void check(String path) {
        StepPlan step = flows.step(path);
        boolean isUndone = undone.containsKey(path);
        if (step.undo().isEmpty()) {
            if (isUndone) {
                wrong.add(path + " is undone and has no compensation");
            }
            return;
        }
        List<Flows.Flow> around = flows.around(path);
        boolean endedLast = flows.isLast(outcome.path());
        boolean isLost = outcome.status() == RunStatus.FAILED && stoppedAt.isEmpty() && !endedLast
                || around.stream()
                        .anyMatch(flow -> failedFlows.contains(flow.path()) && !Flows.isIn(flow.path(), stoppedAt));
        boolean isDone = finished.get(path) != StepFinished.Outcome.SKIPPED
                && finished.get(path) != StepFinished.Outcome.STOPPED;
        if (isLost && isDone && !isUndone) {
            wrong.add(path + " is not undone");
        }
        if (!isLost && isUndone && stoppedAt.isEmpty() && !endedLast) {
            wrong.add(path + " is undone although it counts");
        }
    }
}
