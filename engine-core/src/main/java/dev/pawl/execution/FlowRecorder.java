package dev.pawl.execution;

import dev.pawl.event.BranchTaken;
import dev.pawl.event.FlowEnded;
import dev.pawl.event.FlowEnded.Outcome;
import dev.pawl.event.FlowJoined;
import dev.pawl.event.ItemsCounted;
import dev.pawl.event.LoopTurned;
import dev.pawl.event.RunInfo;
import dev.pawl.event.SubStarted;
import dev.pawl.event.WaitEnded;
import dev.pawl.event.WaitStarted;
import dev.pawl.history.DeltaWriter;
import dev.pawl.history.RunMemory;
import dev.pawl.history.Scope;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.LogRow;
import dev.pawl.walk.EngineTime;
import java.util.List;
import java.util.Map;

/** What the nodes that are no steps decide and come to, as events in the journal. Used under its lock. Confined to one run. */
final class FlowRecorder {
    private final RunInfo info;
    private final RunMemory memory;
    private final Journal journal;
    private final EngineTime time;

    FlowRecorder(RunInfo info, RunMemory memory, Journal journal, EngineTime time) {
        this.info = info;
        this.memory = memory;
        this.journal = journal;
        this.time = time;
    }

    /** @param until in milliseconds since 1970; 0 for never */
    void waitStarted(String path, WaitStarted.Kind kind, String name, long until) {
        long millis = time.millis();
        journal.along((seq, at) -> new WaitStarted(info, seq, at, millis, path, kind, name, until), LogRow.NO_DELTA);
        journal.opened(path, kind.name(), name, millis, until);
    }

    /** Something that was waited for without an event of its own is there. */
    void waitOver(String path) {
        journal.closed(path);
    }

    void waitEnded(String path, WaitAnswer answer, Scope scope, Object data) {
        long millis = time.millis();
        byte[] delta = Puts.recorded(scope, answer.puts(), path, data);
        journal.add(
                (seq, at) -> new WaitEnded(
                        info, seq, at, millis, path, answer.outcome(), answer.actor(), answer.role(), answer.comment()),
                delta);
        journal.closed(path);
        if (answer.mail() > 0) {
            journal.take(answer.mail());
        }
    }

    void branchTaken(String path, String choice) {
        long millis = time.millis();
        journal.add((seq, at) -> new BranchTaken(info, seq, at, millis, path, choice));
    }

    void loopTurned(String path, int round, boolean goesOn) {
        long millis = time.millis();
        journal.add((seq, at) -> new LoopTurned(info, seq, at, millis, path, round, goesOn));
    }

    void itemsCounted(String path, int size) {
        long millis = time.millis();
        journal.add((seq, at) -> new ItemsCounted(info, seq, at, millis, path, size));
    }

    void subStarted(String path, Pipeline pipeline, Scope scope, Map<String, RecordedContext.Put> inputs) {
        long millis = time.millis();
        byte[] delta = Puts.recorded(scope, inputs, path, null);
        journal.add(
                (seq, at) -> new SubStarted(
                        info, seq, at, millis, path, pipeline.name(), pipeline.version(), pipeline.fingerprint()),
                delta);
    }

    /** @param collected what an item gives to its for-each; null when it gives nothing */
    void flowEnded(String path, Outcome outcome, String failedAt, String message, Object collected) {
        long millis = time.millis();
        byte[] delta = LogRow.NO_DELTA;
        if (collected != null) {
            DeltaWriter writer = new DeltaWriter(64);
            writer.collected(path, collected);
            delta = writer.toBytes();
            memory.node(path).collected = collected;
        }
        journal.add((seq, at) -> new FlowEnded(info, seq, at, millis, path, outcome, failedAt, message), delta);
    }

    /** A pipeline inside is over. */
    void subEnded(String path, Exit exit) {
        boolean isDone = exit == null || exit.kind() == Exit.Kind.STOPPED;
        Outcome outcome = isDone ? Outcome.DONE : exit.kind() == Exit.Kind.FAILED ? Outcome.FAILED : Outcome.CANCELLED;
        flowEnded(path, outcome, isDone ? "" : exit.path(), isDone ? "" : exit.message(), null);
    }

    /** @param scope in which the values of the winners are from now on; said in the delta, as nothing may have been put there yet */
    void joined(String path, List<String> winners, int all, Scope scope) {
        byte[] delta = LogRow.NO_DELTA;
        if (!scope.path.isEmpty()) {
            DeltaWriter writer = new DeltaWriter(64);
            writer.scope(scope.path);
            delta = writer.toBytes();
        }
        joined(path, winners, winners.size(), all, delta);
    }

    /** A for-each is over: its outcomes are its data, and what the items gave may be a value. */
    void collected(
            String path, int done, int all, Scope scope, Map<String, RecordedContext.Put> into, Object outcomes) {
        joined(path, List.of(), done, all, Puts.recorded(scope, into, path, outcomes));
    }

    private void joined(String path, List<String> winners, int done, int all, byte[] delta) {
        long millis = time.millis();
        journal.add((seq, at) -> new FlowJoined(info, seq, at, millis, path, winners, done, all), delta);
    }
}
