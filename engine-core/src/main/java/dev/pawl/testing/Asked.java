package dev.pawl.testing;

import dev.pawl.event.FlowEnded;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunParked;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepStarted;
import dev.pawl.event.WaitEnded;
import dev.pawl.event.WaitStarted;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a run asks of people, as its recorded events say. Confined to one thread. */
final class Asked {
    private final Set<String> waits = new LinkedHashSet<>();
    private final Set<String> begun = new TreeSet<>();
    private boolean parked;
    private boolean ended;

    void on(ProgressEvent event) {
        if (!event.isRecorded()) {
            return;
        }
        ended |= event.isLast();
        if (event instanceof WaitStarted e) {
            waits.add(e.path());
        } else if (event instanceof WaitEnded e) {
            waits.remove(e.path());
        } else if (event instanceof StepStarted e) {
            begun.add(e.path());
        } else if (event instanceof StepFinished e) {
            begun.remove(e.path());
        } else if (event instanceof StepFailed e) {
            begun.remove(e.path());
        } else if (event instanceof StepResolved e) {
            begun.remove(e.path());
        } else if (event instanceof RunParked) {
            parked = true;
        } else if (event instanceof FlowEnded e) {
            waits.removeIf(path -> Flows.isIn(e.path(), path));
            begun.removeIf(path -> Flows.isIn(e.path(), path) && !Flows.isUndo(path));
        }
    }

    /** The paths of the waits that are open. */
    List<String> waits() {
        return List.copyOf(waits);
    }

    /** The steps that began to be carried out and were not recorded to end, when somebody is asked about them now; asks once. */
    List<String> interrupted() {
        List<String> asked = parked ? List.copyOf(begun) : List.of();
        parked = false;
        return asked;
    }

    boolean isEnded() {
        return ended;
    }
}
