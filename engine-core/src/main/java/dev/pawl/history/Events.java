package dev.pawl.history;

import dev.pawl.event.BranchTaken;
import dev.pawl.event.FlowEnded;
import dev.pawl.event.FlowJoined;
import dev.pawl.event.ItemsCounted;
import dev.pawl.event.LoopTurned;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunContinued;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunResumed;
import dev.pawl.event.RunSnapshotted;
import dev.pawl.event.RunStarted;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunStopping;
import dev.pawl.event.RunWaiting;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepStarted;
import dev.pawl.event.SubStarted;
import dev.pawl.event.WaitEnded;
import dev.pawl.event.WaitStarted;
import dev.pawl.pipeline.Paths;
import dev.pawl.walk.Binder;

/** What each event does to what is known of a run: the same when it happens and when it is read back. Stateless. */
public final class Events {
    private static final String UNDONE = "/" + Binder.UNDO;

    private Events() {}

    public static void apply(RunMemory memory, ProgressEvent event, long seq) {
        if (event instanceof StepFinished e) {
            finished(memory, e);
        } else if (event instanceof StepFailed e) {
            failed(memory, e);
        } else if (event instanceof StepStarted e) {
            memory.node(e.path()).begun = true;
        } else if (event instanceof StepResolved e) {
            resolved(memory, e);
        } else if (event instanceof RunStarted || event instanceof RunResumed) {
            if (memory.started == 0) {
                memory.started = event.millis();
            }
            status(memory, memory.stopping == null ? RunStatus.RUNNING : RunStatus.CANCELLING, "");
        } else if (event instanceof RunSnapshotted) {
            memory.snapshotAt(seq);
            status(memory, memory.stopping == null ? RunStatus.RUNNING : RunStatus.CANCELLING, "");
        } else if (event instanceof RunStopping e) {
            memory.stopping = e;
            status(memory, RunStatus.CANCELLING, "");
        } else if (event instanceof RunWaiting e) {
            status(memory, RunStatus.WAITING, e.reason());
        } else if (event instanceof RunParked e) {
            status(memory, RunStatus.PARKED, e.reason());
            memory.message = e.message();
        } else if (event instanceof RunEnded e) {
            status(memory, e.status(), e.message());
            memory.message = e.message();
            memory.endedAt = e.path();
        } else if (event instanceof RunContinued e) {
            memory.idempotency = e.idempotency();
            memory.started = 0;
        } else {
            inFlow(memory, event);
        }
    }

    private static void inFlow(RunMemory memory, ProgressEvent event) {
        if (event instanceof WaitStarted e) {
            memory.node(e.path()).wait = e;
        } else if (event instanceof WaitEnded e) {
            memory.finish(e.path());
        } else if (event instanceof BranchTaken e) {
            memory.node(e.path()).choice = e.choice();
        } else if (event instanceof LoopTurned e) {
            if (e.round() > 0) {
                memory.forget(Paths.item(e.path(), e.round() - 1));
            }
            if (e.goesOn()) {
                memory.node(e.path()).round = e.round();
            } else {
                memory.finish(e.path());
            }
        } else if (event instanceof ItemsCounted e) {
            memory.node(e.path()).items = e.size();
        } else if (event instanceof SubStarted e) {
            memory.node(e.path()).sub = e;
        } else if (event instanceof FlowEnded e) {
            flowEnded(memory, e);
        } else if (event instanceof FlowJoined e) {
            joined(memory, e);
        }
    }

    private static void flowEnded(RunMemory memory, FlowEnded e) {
        SubStarted sub = memory.look(e.path()).sub;
        if (sub != null && e.outcome() == FlowEnded.Outcome.DONE) {
            memory.finish(e.path());
            memory.forget(e.path());
            if (memory.isAnythingToUndo(e.path())) {
                // It is undone by the version that has done it.
                memory.node(e.path()).sub = sub;
            }
            return;
        }
        memory.node(e.path()).end = e;
        if (e.outcome() == FlowEnded.Outcome.DONE && e.path().endsWith("]")) {
            memory.forget(e.path());
        }
    }

    private static void joined(RunMemory memory, FlowJoined e) {
        Scope around = memory.scopeOf(e.path());
        e.winners().forEach(branch -> around.takeIn(memory.scope(Paths.join(e.path(), branch))));
        memory.forget(e.path());
        memory.finishItems(e.path());
    }

    private static void finished(RunMemory memory, StepFinished e) {
        memory.finish(e.path());
        memory.lastFinished = e.path();
        memory.finishedSteps++;
        if (e.outcome() == StepFinished.Outcome.STOPPED && memory.stoppedAt.isEmpty()) {
            memory.stoppedAt = e.path();
            memory.stoppedMessage = e.message();
        }
        if (!memory.undo.isEmpty()) {
            undone(memory, e.path());
        }
    }

    private static void failed(RunMemory memory, StepFailed e) {
        memory.node(e.path()).failed(e.error(), e.message(), e.retryAt(), e.fallsBack());
        memory.reopen(e.path());
        if (!memory.undo.isEmpty() && e.retryAt() == 0 && undone(memory, e.path())) {
            memory.notUndone.add(e.path().substring(0, e.path().length() - UNDONE.length()));
        }
    }

    /** Whether it was a compensation: then nothing more is done to undo that step. */
    private static boolean undone(RunMemory memory, String path) {
        if (!path.endsWith(UNDONE)) {
            return false;
        }
        String step = path.substring(0, path.length() - UNDONE.length());
        boolean wasToUndo = memory.undo.remove(step);
        if (wasToUndo) {
            memory.undone.add(step);
        }
        return wasToUndo;
    }

    private static void resolved(RunMemory memory, StepResolved e) {
        memory.node(e.path()).begun = false;
        if (e.decision() == StepResolved.Decision.DONE) {
            memory.finish(e.path());
            memory.lastFinished = e.path();
            memory.finishedSteps++;
            undone(memory, e.path());
        } else if (e.decision() == StepResolved.Decision.FAIL) {
            memory.node(e.path()).failed("resolved", e.actor() + " says that it failed", 0, false);
            if (undone(memory, e.path())) {
                memory.notUndone.add(e.path().substring(0, e.path().length() - UNDONE.length()));
            }
        }
    }

    private static void status(RunMemory memory, RunStatus status, String reason) {
        memory.status = status;
        memory.reason = reason;
    }
}
