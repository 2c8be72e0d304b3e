package dev.pawl.execution;

import dev.pawl.api.Artifact;
import dev.pawl.event.ArtifactAdded;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunResumed;
import dev.pawl.event.RunSnapshotted;
import dev.pawl.event.RunStarted;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunStopping;
import dev.pawl.event.RunWaiting;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepFinished.Outcome;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepNoted;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.event.StepStarted;
import dev.pawl.history.RunMemory;
import dev.pawl.history.Scope;
import dev.pawl.history.Snapshots;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunState;
import dev.pawl.walk.BoundStep;
import dev.pawl.walk.Capped;
import dev.pawl.walk.EngineTime;
import dev.pawl.walk.Failure;

/** What can happen to a run and to its steps, as events in its journal. Used under the journal's lock. Confined to one run. */
final class RunRecorder {
    private final RunInfo info;
    private final RunMemory memory;
    private final Journal journal;
    private final EngineTime time;

    RunRecorder(RunInfo info, RunMemory memory, Journal journal, EngineTime time) {
        this.info = info;
        this.memory = memory;
        this.journal = journal;
        this.time = time;
    }

    /** What an attempt was: where, which, when. */
    record Attempted(String path, int number, long start, long end) {
        long nanos() {
            return end - start;
        }
    }

    /** Some engine has begun to carry the run. */
    void carried() {
        long millis = time.millis();
        if (memory.started != 0) {
            String after = memory.lastFinished;
            int kept = memory.finishedSteps;
            journal.along((seq, at) -> new RunResumed(info, seq, at, millis, after, kept), LogRow.NO_DELTA);
        } else {
            journal.along((seq, at) -> new RunStarted(info, seq, at, millis), LogRow.NO_DELTA);
        }
        if (memory.stopping != null) {
            journal.change(RunChange.to(RunStatus.CANCELLING, ""));
        }
    }

    void begun(String path, int attempt) {
        long millis = time.millis();
        journal.add((seq, at) -> new StepStarted(info, seq, at, millis, path, attempt));
    }

    /** @param isPure whether nobody waits for the commit */
    void finished(Tried tried, BoundStep step, Scope scope, Outcome outcome, boolean isPure) {
        Attempted attempted = tried.attempted();
        byte[] delta = Puts.recorded(tried, step, outcome, scope, memory);
        String message = Capped.text(tried.message());
        long millis = time.millisAt(attempted.end());
        Journal.Telling event = (seq, at) -> new StepFinished(
                info, seq, at, millis, attempted.path(), attempted.number(), attempted.nanos(), outcome, message);
        if (isPure) {
            journal.along(event, delta);
        } else {
            journal.add(event, delta);
        }
    }

    /** @param retryAt when the step is tried again; 0 when it is not */
    void failed(Attempted step, Failure failure, long retryAt, boolean fallsBack) {
        long millis = time.millisAt(step.end());
        journal.add((seq, at) -> new StepFailed(
                info,
                seq,
                at,
                millis,
                step.path(),
                step.number(),
                step.nanos(),
                failure.error(),
                failure.message(),
                retryAt,
                fallsBack));
    }

    /** A node that is no step cannot do its work. */
    void failed(String path, Failure failure) {
        long now = time.nanos();
        failed(new Attempted(path, 1, now, now), failure, 0, false);
    }

    void stopping(RunStopping.Reason reason, String actor, String message) {
        long millis = time.millis();
        journal.add((seq, at) -> new RunStopping(info, seq, at, millis, reason, actor, message));
        journal.change(RunChange.to(RunStatus.CANCELLING, ""));
    }

    void ended(RunStatus status, String path, String message) {
        long millis = time.millis();
        journal.add((seq, at) -> new RunEnded(info, seq, at, millis, status, path, message));
        journal.change(RunChange.to(status, status == RunStatus.FAILED ? message : ""));
    }

    /** @param seenMail the newest mail that the run could do nothing with */
    void parked(String reason, String message, long seenMail) {
        long millis = time.millis();
        journal.add((seq, at) -> new RunParked(info, seq, at, millis, reason, message));
        journal.change(RunChange.to(RunStatus.PARKED, reason).seen(seenMail));
    }

    /** The run lets go of its slot until somebody or the hour wakes it. */
    void waiting(String reason, long due, long seenMail) {
        long millis = time.millis();
        journal.add((seq, at) -> new RunWaiting(info, seq, at, millis, reason, due));
        journal.change(new RunChange(RunStatus.WAITING, reason, due, 0, seenMail));
    }

    /** The run is to be claimed anew, so that a body that was abandoned is fenced off. */
    void putBack() {
        long due = memory.stopping == null ? 0 : RunState.URGENT;
        journal.change(new RunChange(RunStatus.QUEUED, "", due, 0));
    }

    /**
     * @param isToUndo whether the step is now done, and has a compensation
     * @param mail the number of the mail that is answered with it
     */
    void resolved(String path, Decision decision, String actor, boolean isToUndo, long mail) {
        long millis = time.millis();
        byte[] delta = isToUndo ? Puts.toUndo(path, memory) : LogRow.NO_DELTA;
        journal.add((seq, at) -> new StepResolved(info, seq, at, millis, path, decision, actor), delta);
        journal.take(mail);
    }

    void logged(String path, int attempt, String line) {
        long millis = time.millis();
        String text = Capped.text(line);
        journal.along((seq, at) -> new StepLogged(info, seq, at, millis, path, attempt, text), LogRow.NO_DELTA);
    }

    void noted(String path, int attempt, String text) {
        long millis = time.millis();
        memory.node(path).note = text;
        journal.add((seq, at) -> new StepNoted(info, seq, at, millis, path, attempt), Snapshots.noted(path, text));
    }

    void added(String path, int attempt, Artifact artifact) {
        long millis = time.millis();
        journal.along(
                (seq, at) -> new ArtifactAdded(
                        info,
                        seq,
                        at,
                        millis,
                        path,
                        attempt,
                        artifact.name(),
                        artifact.mediaType(),
                        artifact.bytes(),
                        artifact.location()),
                LogRow.NO_DELTA);
    }

    /** Rides along: whether it comes to be or not, the fold comes to the same state. */
    void snapshotIfShorter() {
        long millis = time.millis();
        journal.snapshot((seq, at) -> new RunSnapshotted(info, seq, at, millis));
    }
}
