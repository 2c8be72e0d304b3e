package dev.pawl.execution;

import dev.pawl.event.FlowEnded.Outcome;
import dev.pawl.event.SubStarted;
import dev.pawl.history.Flow;
import dev.pawl.history.NodeMemory;
import dev.pawl.history.NodeMemory.Failures;
import dev.pawl.history.RunMemory;
import dev.pawl.walk.BoundPipeline;
import dev.pawl.walk.BoundStep;
import java.util.List;
import java.util.Optional;

/** Takes out of what is known of a run everything that its end has left, so that it can go on. Confined to one thread. */
final class Reset {
    private final RunMemory memory;
    private final BoundPipeline pipeline;

    Reset(RunMemory memory, BoundPipeline pipeline) {
        this.memory = memory;
        this.pipeline = pipeline;
    }

    void all() {
        memory.stopping = null;
        memory.stoppedAt = "";
        memory.stoppedMessage = "";
        memory.started = 0;
        memory.undo.addFirst(memory.notUndone);
        memory.notUndone.clear();
        for (String step : List.copyOf(memory.undone)) {
            if (!memory.undo.contains(step)) {
                memory.reopen(step);
                reopenAround(step);
            }
            memory.forget(step);
        }
        memory.undone.clear();
        reset(memory.flow, pipeline.lastly);
        memory.flows().values().forEach(flow -> reset(flow, new BoundStep[0]));
        List.copyOf(memory.flows().keySet()).forEach(this::resetSubs);
    }

    /** What attempts of the first run have noted is of things that are that run's, such as a program that it still waits for. */
    void notes() {
        memory.flow.nodes.values().forEach(node -> node.note = null);
        memory.flows().values().forEach(flow -> flow.nodes.values().forEach(node -> node.note = null));
    }

    /** What is around a step that was undone is not over any more; what is known to be done in it stays done. */
    private void reopenAround(String step) {
        for (int end = step.lastIndexOf('/'); end > 0; end = step.lastIndexOf('/', end - 1)) {
            String around = step.substring(0, end);
            NodeMemory known = memory.look(around);
            if (known.end != null) {
                memory.node(around).end = null;
                memory.node(around).collected = null;
            }
            memory.reopen(around);
            Lookup.sub(pipeline, around, memory).ifPresent(sub -> makeDue(memory.flow(around), sub.lastly));
            if (around.endsWith("]")) {
                memory.reopen(around.substring(0, around.lastIndexOf('[')));
            }
        }
    }

    private static void makeDue(Flow flow, BoundStep[] lastly) {
        for (BoundStep last : lastly) {
            flow.finished.remove(last.id);
        }
    }

    private static void reset(Flow flow, BoundStep[] lastly) {
        makeDue(flow, lastly);
        flow.nodes.values().forEach(node -> {
            node.failures = new Failures(0, "", "", 0, false);
            node.fellBackAfter = 0;
            node.wait = null;
            if (node.end != null && node.end.outcome() != Outcome.DONE) {
                node.end = null;
            }
        });
    }

    /** The last steps of pipelines inside that have not come to their end are due again. */
    private void resetSubs(String path) {
        SubStarted sub = memory.look(path).sub;
        if (sub != null && !memory.isFinished(path)) {
            Optional<BoundPipeline> inside = Lookup.sub(pipeline, path, memory);
            inside.ifPresent(p -> reset(memory.flow(path), p.lastly));
        }
    }
}
