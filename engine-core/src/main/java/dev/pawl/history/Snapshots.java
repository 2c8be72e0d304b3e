package dev.pawl.history;

import dev.pawl.event.FlowEnded;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunStopping;
import dev.pawl.event.SubStarted;
import dev.pawl.event.WaitStarted;
import dev.pawl.history.NodeMemory.Failures;
import dev.pawl.pipeline.Paths;
import java.util.List;

/**
 * All that is known of a run in one delta, and back: the values of its scopes, then facts, each with what it is about and its fields.
 * Stateless.
 */
public final class Snapshots {
    private static final RunInfo ANY = new RunInfo("", "", 0, "");

    private Snapshots() {}

    /** The private part of a snapshot, or of the first event of a run that goes on with this one. */
    public static byte[] of(RunMemory memory) {
        DeltaWriter delta = new DeltaWriter((int) Math.min(1 << 30, memory.scope.bytes() * 9 / 8 + 256));
        memory.scope.write(delta);
        memory.scopes().values().forEach(scope -> scope.write(delta));
        facts(memory, delta);
        return delta.toBytes();
    }

    /** The private part of the event that tells of a note. */
    public static byte[] noted(String path, String note) {
        DeltaWriter delta = new DeltaWriter(path.length() + note.length() + 32);
        delta.fact("note", path, note);
        return delta.toBytes();
    }

    private static void facts(RunMemory memory, DeltaWriter delta) {
        delta.fact(
                "run",
                Long.toString(memory.started),
                memory.idempotency,
                memory.stoppedAt,
                memory.lastFinished,
                Integer.toString(memory.finishedSteps),
                memory.stoppedMessage);
        write(memory.flow, "", delta);
        memory.flows().forEach((path, flow) -> write(flow, path, delta));
        memory.undo.all().forEach(delta::undo);
        if (!memory.undone.isEmpty()) {
            delta.fact("undone", memory.undone.toArray(new String[0]));
        }
        if (!memory.notUndone.isEmpty()) {
            delta.fact("not-undone", memory.notUndone.toArray(new String[0]));
        }
        RunStopping stopping = memory.stopping;
        if (stopping != null) {
            delta.fact("stopping", stopping.reason().name(), stopping.actor(), stopping.message());
        }
    }

    private static void write(Flow flow, String path, DeltaWriter delta) {
        if (!flow.finished.isEmpty()) {
            String[] fields = new String[flow.finished.size() + 1];
            int i = 0;
            fields[i++] = path;
            for (String id : flow.finished) {
                fields[i++] = id;
            }
            delta.fact("finished", fields);
        }
        flow.nodes.forEach((id, node) -> write(node, Paths.join(path, id), delta));
    }

    private static void write(NodeMemory node, String path, DeltaWriter delta) {
        Failures f = node.failures;
        if (f.count() > 0) {
            delta.fact(
                    "failed",
                    path,
                    "" + f.count(),
                    f.error(),
                    f.message(),
                    "" + f.retryAt(),
                    "" + f.fallsBack(),
                    "" + node.fellBackAfter);
        }
        if (node.begun) {
            delta.fact("begun", path);
        }
        if (node.choice != null) {
            delta.fact("choice", path, node.choice);
        }
        if (node.round >= 0 || node.items >= 0) {
            delta.fact("size", path, "" + node.round, "" + node.items);
        }
        WaitStarted w = node.wait;
        if (w != null) {
            delta.fact("wait", path, w.kind().name(), w.name(), "" + w.until(), "" + w.millis());
        }
        SubStarted s = node.sub;
        if (s != null) {
            delta.fact("sub", path, s.pipeline(), "" + s.version(), s.fingerprint(), "" + s.millis());
        }
        FlowEnded e = node.end;
        if (e != null) {
            delta.fact("end", path, e.outcome().name(), e.failedAt(), e.message(), "" + e.seq());
        }
        if (node.note != null) {
            delta.fact("note", path, node.note);
        }
        if (node.collected != null) {
            delta.collected(path, node.collected);
        }
    }

    /** Takes a fact back into a memory. */
    static void take(RunMemory memory, String about, List<String> f) {
        switch (about) {
            case "run" -> {
                memory.undo.clear();
                memory.undone.clear();
                memory.notUndone.clear();
                memory.started = Long.parseLong(f.get(0));
                memory.idempotency = f.get(1);
                memory.stoppedAt = f.get(2);
                memory.lastFinished = f.get(3);
                memory.finishedSteps = Integer.parseInt(f.get(4));
                memory.stoppedMessage = f.get(5);
            }
            case "finished" -> memory.flow(f.get(0)).finished.addAll(f.subList(1, f.size()));
            case "undone" -> memory.undone.addAll(f);
            case "not-undone" -> memory.notUndone.addAll(f);
            case "stopping" ->
                memory.stopping =
                        new RunStopping(ANY, 0, 0, 0, RunStopping.Reason.valueOf(f.get(0)), f.get(1), f.get(2));
            default -> take(memory.node(f.get(0)), about, f);
        }
    }

    private static void take(NodeMemory node, String about, List<String> f) {
        String path = f.get(0);
        switch (about) {
            case "failed" -> {
                node.fellBackAfter = Integer.parseInt(f.get(6));
                node.failures = new Failures(
                        Integer.parseInt(f.get(1)),
                        f.get(2),
                        f.get(3),
                        Long.parseLong(f.get(4)),
                        Boolean.parseBoolean(f.get(5)));
            }
            case "begun" -> node.begun = true;
            case "note" -> node.note = f.get(1);
            case "choice" -> node.choice = f.get(1);
            case "size" -> {
                node.round = Integer.parseInt(f.get(1));
                node.items = Integer.parseInt(f.get(2));
            }
            case "wait" ->
                node.wait = new WaitStarted(
                        ANY,
                        0,
                        0,
                        Long.parseLong(f.get(4)),
                        path,
                        WaitStarted.Kind.valueOf(f.get(1)),
                        f.get(2),
                        Long.parseLong(f.get(3)));
            case "sub" ->
                node.sub = new SubStarted(
                        ANY, 0, 0, Long.parseLong(f.get(4)), path, f.get(1), Integer.parseInt(f.get(2)), f.get(3));
            case "end" ->
                node.end = new FlowEnded(
                        ANY,
                        Long.parseLong(f.get(4)),
                        0,
                        0,
                        path,
                        FlowEnded.Outcome.valueOf(f.get(1)),
                        f.get(2),
                        f.get(3));
            default -> throw new IllegalArgumentException("unknown fact '" + about + "'");
        }
    }
}
