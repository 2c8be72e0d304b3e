package dev.pawl.execution;

import dev.pawl.event.RunEnded;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunResumed;
import dev.pawl.event.RunSnapshotted;
import dev.pawl.event.RunStarted;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepFinished.Outcome;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.event.StepStarted;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can happen in a run that is carried: the event is appended and the memory changed in the same way as the {@link Fold}
 * would change it on reading the event. Confined to one run, but for {@link #logged}.
 */
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

    /** Some engine has begun to carry the run. */
    void carried() {
        long millis = time.millis();
        if (memory.started) {
            String after = memory.lastFinished;
            int kept = memory.finishedSteps();
            journal.appendAlong((seq, at) -> new RunResumed(info, seq, at, millis, after, kept), LogRow.NO_DELTA);
        } else {
            journal.appendAlong((seq, at) -> new RunStarted(info, seq, at, millis), LogRow.NO_DELTA);
        }
        memory.started = true;
    }

    Commit begun(String path, int attempt) {
        long millis = time.millis();
        memory.begun = path;
        return journal.append((seq, at) -> new StepStarted(info, seq, at, millis, path, attempt), LogRow.NO_DELTA);
    }

    /** @param isPure whether nobody waits for the commit */
    Commit finished(Tried tried, Outcome outcome, String said, boolean isPure) {
        Attempted step = tried.attempted();
        Map<String, RecordedContext.Put> puts = tried.context().puts();
        DeltaWriter delta = new DeltaWriter(128);
        puts.forEach((name, put) -> {
            delta.value(name, put.stored(), put.secret());
            memory.put(name, put.stored(), put.secret());
        });
        tried.data().ifPresent(data -> {
            delta.result(step.path, data);
            memory.result(step.path, data);
        });
        memory.finish(step.path);
        memory.stopped = outcome == Outcome.STOPPED;
        byte[] bytes = puts.isEmpty() && tried.data().isEmpty() ? LogRow.NO_DELTA : delta.toBytes();
        memory.appended(bytes.length);
        String message = Capped.text(said);
        long millis = time.millisAt(step.end);
        Journal.Telling event = (seq, at) ->
                new StepFinished(info, seq, at, millis, step.path, step.number, step.nanos(), outcome, message);
        Commit commit = isPure ? journal.appendAlong(event, bytes) : journal.append(event, bytes);
        if (memory.wantsSnapshot() && !memory.stopped) {
            snapshot(millis);
        }
        return commit;
    }

    /** What an attempt was: where, which, when. */
    record Attempted(String path, int number, long start, long end) {
        long nanos() {
            return end - start;
        }
    }

    /** Rides along: whether it comes to be or not, the fold comes to the same state. */
    private void snapshot(long millis) {
        long place = journal.nextSeq();
        byte[] state = memory.toSnapshot(place);
        journal.appendAlong(
                List.of((seq, at) -> new RunSnapshotted(info, seq, at, millis)),
                state,
                Optional.of(new RunChange(RunStatus.RUNNING, "", 0, place)),
                List.of());
    }

    /** @param retryAt when the step is tried again; 0 when it is not */
    Commit failed(Attempted step, Failure failure, long retryAt) {
        memory.fail(step.path, new RunMemory.Failures(step.number, failure.error(), failure.message(), retryAt));
        return journal.append(failing(step, failure, retryAt), LogRow.NO_DELTA);
    }

    /** The step has failed for the last time, and with it the run: one commit. */
    Commit failedForGood(Attempted step, Failure failure) {
        memory.fail(step.path, new RunMemory.Failures(step.number, failure.error(), failure.message(), 0));
        return end(List.of(failing(step, failure, 0)), RunStatus.FAILED, step.path, failure.sentence());
    }

    Commit ended(RunStatus status, String path, String message) {
        return end(List.of(), status, path, message);
    }

    /** @param seenMail the newest mail that the run could do nothing with */
    Commit parked(String reason, String message, long seenMail) {
        long millis = time.millis();
        return journal.append(
                List.of((seq, at) -> new RunParked(info, seq, at, millis, reason, message)),
                LogRow.NO_DELTA,
                Optional.of(RunChange.to(RunStatus.PARKED, reason).seen(seenMail)),
                List.of());
    }

    /** @param mail the number of the mail that is answered with it */
    Commit resolved(String path, Decision decision, String actor, long mail) {
        long millis = time.millis();
        memory.resolve(path, decision, actor);
        return journal.append(
                List.of((seq, at) -> new StepResolved(info, seq, at, millis, path, decision, actor)),
                LogRow.NO_DELTA,
                Optional.empty(),
                List.of(mail));
    }

    /** A mail that the run has no use for goes away without an event. */
    void dismissed(long mail) {
        journal.append(List.of(), LogRow.NO_DELTA, Optional.empty(), List.of(mail));
    }

    void logged(String path, int attempt, String line) {
        long millis = time.millis();
        String text = Capped.text(line);
        journal.appendAlong((seq, at) -> new StepLogged(info, seq, at, millis, path, attempt, text), LogRow.NO_DELTA);
    }

    private Journal.Telling failing(Attempted step, Failure failure, long retryAt) {
        long millis = time.millisAt(step.end);
        return (seq, at) -> new StepFailed(
                info,
                seq,
                at,
                millis,
                step.path,
                step.number,
                step.nanos(),
                failure.error(),
                failure.message(),
                retryAt);
    }

    private Commit end(List<Journal.Telling> before, RunStatus status, String path, String message) {
        long millis = time.millis();
        Journal.Telling end = (seq, at) -> new RunEnded(info, seq, at, millis, status, path, message);
        return journal.append(
                before.isEmpty() ? List.of(end) : List.of(before.get(0), end),
                LogRow.NO_DELTA,
                Optional.of(RunChange.to(status, status == RunStatus.FAILED ? message : "")),
                List.of());
    }
}
