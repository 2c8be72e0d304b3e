package dev.pawl.execution;

import dev.pawl.api.Key;
import dev.pawl.api.PawlException;
import dev.pawl.event.FlowEnded;
import dev.pawl.history.NodeMemory;
import dev.pawl.pipeline.InputSpec;
import dev.pawl.walk.BoundNode.Sub;
import dev.pawl.walk.BoundPipeline;
import dev.pawl.walk.Failure;
import dev.pawl.walk.Unable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries the pipelines inside a run. Used under the run's lock. Confined to one run. */
final class Subs {
    private final RecordedRun run;

    Subs(RecordedRun run) {
        this.run = run;
    }

    Task carry(Strand strand, Level at, Sub node) {
        String path = at.pathOf(node);
        NodeMemory known = run.memory.look(path);
        if (known.sub == null) {
            if (known.failures.isFinal()) {
                at.fail(path, known.failures.sentence(), null);
                return Strand.GO_ON;
            }
            return begin(at, node, path);
        }
        if (known.end != null) {
            boolean hasFailed = known.end.outcome() == FlowEnded.Outcome.FAILED;
            at.leave(hasFailed ? Exit.failed(known.end.failedAt(), known.end.message(), null) : Exit.CANCELLED);
            return Strand.GO_ON;
        }
        Optional<BoundPipeline> pipeline = node.pipeline(known.sub.version(), known.sub.fingerprint());
        if (pipeline.isEmpty() && at.wish(run.memory) != null) {
            at.exit = at.wish(run.memory);
            return Strand.GO_ON;
        }
        if (pipeline.isEmpty()) {
            return strand.park(
                    Parking.CHANGED,
                    "pipeline '" + known.sub.pipeline() + "' version " + known.sub.version() + " at '" + path
                            + "' is not registered in the shape with which it has begun; register that one too");
        }
        BoundPipeline code = pipeline.get();
        Level inside = new Level(Level.Kind.SUB, at, path, code.nodes, code.lastly, at.scope, run.memory.flow(path));
        if (known.failures.isFinal()) {
            inside.stop = Exit.failed(path, known.failures.sentence(), null);
        }
        strand.level = inside;
        code.pipeline().deadline().ifPresent(limit -> {
            // A run that goes on with another one begins to count anew.
            long begun = Math.max(known.sub.millis(), run.memory.started);
            run.deadlines.add(strand, inside, begun + limit.toMillis(), limit);
            // It may have come while the run has waited; the wake-up finds a run that waits again.
            run.deadlines.check();
        });
        return Strand.GO_ON;
    }

    private Task begin(Level at, Sub node, String path) {
        Optional<BoundPipeline> pipeline = node.pipeline();
        List<String> wrong = new ArrayList<>();
        Map<String, RecordedContext.Put> inputs = Map.of();
        if (pipeline.isEmpty()) {
            wrong.add(Unable.notRegistered(node.node().pipeline()));
        } else {
            inputs = inputs(at, node, pipeline.get().pipeline().inputs(), wrong);
        }
        if (wrong.isEmpty()) {
            run.flows.subStarted(path, pipeline.get().pipeline(), at.scope, inputs);
        } else {
            Failure failure = Unable.unfit(wrong);
            run.recorder.failed(path, failure);
            at.fail(path, failure.sentence(), null);
        }
        return Strand.GO_ON;
    }

    private Map<String, RecordedContext.Put> inputs(Level at, Sub node, List<InputSpec> declared, List<String> wrong) {
        Map<String, RecordedContext.Put> inputs = new HashMap<>();
        Data data = new Data(at.scope, run.encoding);
        for (InputSpec input : declared) {
            Object given = node.node().with().get(input.name());
            try {
                if (given != null) {
                    Object stored = run.encoding.storeTree(input.name(), data.resolve(given));
                    run.encoding.read(
                            input.name(),
                            stored,
                            input.key().type(),
                            input.key().rawType());
                    inputs.put(
                            input.name(),
                            new RecordedContext.Put(stored, input.key().isSecret()));
                } else if (at.scope.value(input.name()) == null) {
                    missing(input, inputs, wrong);
                }
            } catch (PawlException e) {
                wrong.add(e.getMessage());
            }
        }
        return inputs;
    }

    private void missing(InputSpec input, Map<String, RecordedContext.Put> inputs, List<String> wrong) {
        if (input.defaultValue().isPresent()) {
            Object stored = store(input.key(), input.defaultValue().get());
            inputs.put(input.name(), new RecordedContext.Put(stored, input.key().isSecret()));
        } else if (input.required()) {
            wrong.add(Unable.missingInput(input.name()));
        }
    }

    private Object store(Key<?> key, Object value) {
        return run.encoding.store(key, value);
    }
}
