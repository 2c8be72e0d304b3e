package dev.pawl.inline;

import dev.pawl.api.Key;
import dev.pawl.event.RunStopping;
import dev.pawl.event.RunStopping.Reason;
import dev.pawl.pipeline.Paths;
import dev.pawl.walk.Binder;
import dev.pawl.walk.BoundStep;
import dev.pawl.walk.Failure;
import dev.pawl.walk.Pauses;
import dev.pawl.walk.Unable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run on the caller's thread keeps beside its values: what an attempt has put, for the case that it fails and something runs
 * after it; what is undone when something fails later; the times that run; and whether somebody has interrupted the thread. A run of
 * plain steps has none. Confined to one run.
 */
final class InlineSafety {
    private final InlineRun run;
    private final List<Undo> undo = new ArrayList<>(4);
    private final List<Object> puts = new ArrayList<>();
    private boolean keepsPuts;
    private InlineAlarm alarm;

    /** The deadlines that hold now, the innermost first; null when there are none, or while something is undone or ended. */
    private InlineLimit deadlines;

    /** Whether the thread was interrupted by somebody else; it is told so again when the run is over. */
    boolean wasInterrupted;

    private record Undo(BoundStep step, String path, InlineContext scope) {}

    InlineSafety(InlineRun run) {
        this.run = run;
    }

    void beginPuts() {
        puts.clear();
        keepsPuts = true;
    }

    /** Called at each put with what stands there before. */
    void note(Object keyBefore, Key<?> key, Object before) {
        if (keepsPuts) {
            puts.add(keyBefore);
            puts.add(key);
            puts.add(before);
        }
    }

    void keepPuts() {
        keepsPuts = false;
    }

    void takeBackPuts(InlineContext scope) {
        keepsPuts = false;
        scope.takeBack(puts);
    }

    /** A step that has a compensation is finished. */
    void finished(BoundStep step, String path, InlineContext scope) {
        undo.add(new Undo(step.undo.orElseThrow(), Paths.join(path, Binder.UNDO), scope));
        run.guard();
    }

    /** Where in the order of what is to be undone the run is now. */
    int mark() {
        return undo.size();
    }

    /** Undoes what was finished since the mark, the last first. No deadline interrupts that. */
    void undo(int mark) {
        InlineLimit held = deadlines;
        deadlines = null;
        while (undo.size() > mark) {
            Undo last = undo.remove(undo.size() - 1);
            clearInterrupt();
            new InlineStep(run, this, last.step, last.path, last.scope, true).carry();
        }
        deadlines = held;
    }

    /** Runs the last steps of the run or of a pipeline inside it. The first one that fails is the end where there was no worse. */
    InlineEnd lastly(BoundStep[] steps, String around, InlineContext scope, InlineEnd end) {
        InlineLimit held = deadlines;
        deadlines = null;
        InlineEnd failed = null;
        for (BoundStep step : steps) {
            clearInterrupt();
            InlineEnd one = new InlineStep(run, this, step, Paths.join(around, step.id), scope, true).carry();
            failed = failed == null ? one : failed;
        }
        deadlines = held;
        return end == null || end.is(InlineEnd.Kind.STOPPED) && failed != null ? failed : end;
    }

    private void clearInterrupt() {
        wasInterrupted |= Thread.interrupted();
    }

    InlineLimit beginDeadline(String path, Duration length) {
        deadlines = new InlineLimit(path, length, run.time(), deadlines);
        deadlines.begin(run.time(), alarm());
        return deadlines;
    }

    void endDeadline() {
        deadlines.end();
        deadlines = deadlines.outer;
    }

    /** What limits an attempt of this step: its timeout, and the deadlines around it; null when nothing does. */
    InlineLimit limits(BoundStep body, String path) {
        return body.policy.timeout().isEmpty()
                ? deadlines
                : new InlineLimit(path, body.policy.timeout().get(), run.time(), deadlines);
    }

    InlineAlarm alarm() {
        if (alarm == null) {
            alarm = new InlineAlarm();
        }
        return alarm;
    }

    /** The end of what has taken too long, if something has. */
    InlineEnd expired() {
        InlineLimit over =
                deadlines == null ? null : alarm().over(deadlines, run.time().nanos());
        return over == null ? null : expired(over);
    }

    /** A deadline is over: that of the run, or of a pipeline inside it. */
    InlineEnd expired(InlineLimit limit) {
        if (!limit.path.isEmpty()) {
            Failure failure = Unable.tooLong(limit.length);
            InlineNodes.unable(run, limit.path, failure, null);
            return InlineEnd.expired(limit, failure.sentence());
        }
        String message = Unable.runTooLong(limit.length);
        run.tell(new RunStopping(run.info(), 0, 0, run.moment(), Reason.DEADLINE, "", message));
        return InlineEnd.expired(limit, message);
    }

    /** Holds the thread for that long, but not beyond a deadline. */
    void pause(long millis) throws InterruptedException {
        long now = run.time().nanos();
        long most = millis;
        for (InlineLimit limit = deadlines; limit != null; limit = limit.outer) {
            most = Math.min(most, Math.max(0, (limit.at - now + 999_999) / 1_000_000));
        }
        Pauses.pause(run.time(), most);
    }
}
