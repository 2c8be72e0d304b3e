package dev.pawl.execution;

import dev.pawl.api.ValueTypeException;
import dev.pawl.event.FlowEnded;
import dev.pawl.event.FlowEnded.Outcome;
import dev.pawl.history.NodeMemory;
import dev.pawl.pipeline.Collect;
import dev.pawl.pipeline.ForEachNode;
import dev.pawl.pipeline.Paths;
import dev.pawl.walk.BoundNode;
import dev.pawl.walk.Failure;
import dev.pawl.walk.Outcomes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The items of a for-each. Used under the run's lock. Confined to one run. */
final class ItemsFork extends Fork {
    private final BoundNode.ForEach node;
    private final List<?> items;
    private int next;

    ItemsFork(Strand parent, Level at, String path, BoundNode.ForEach node, List<?> items) {
        super(parent, at, path);
        this.node = node;
        this.items = items;
        for (int i = 0; i < items.size(); i++) {
            count(end(i));
        }
    }

    private FlowEnded end(int item) {
        return run.memory.look(Paths.item(path, item)).end;
    }

    @Override
    Object collected(Strand child) {
        return node.node()
                .collect()
                .map(c -> child.bottom.scope.ownValue(c.result().name()))
                .orElse(null);
    }

    @Override
    void sendOff() {
        while (next < items.size() && (isStopping() || atWork() < node.node().maxConcurrent())) {
            String item = Paths.item(path, next);
            // What is being left only needs those that have begun.
            if (end(next) == null && (!isStopping() || run.memory.hasBegun(item))) {
                Level bottom = Level.bottom(Level.Kind.ITEM, item, node.body(), run.memory);
                bottom.scope.give(given(next));
                child(bottom);
            }
            next++;
        }
    }

    private Map<String, Object> given(int item) {
        ForEachNode each = node.node();
        Map<String, Object> given = new HashMap<>();
        given.put(each.item().name(), run.encoding.storeTree(each.item().name(), items.get(item)));
        each.index().ifPresent(key -> given.put(key.name(), item));
        return given;
    }

    @Override
    boolean isDecided() {
        return failed > node.node().maxFailures();
    }

    @Override
    void join() {
        if (isDecided()) {
            List<FlowEnded> ends = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                if (end(i) != null) {
                    ends.add(end(i));
                }
            }
            lose(ends, node.node().maxFailures() + 1);
            return;
        }
        try {
            gather();
        } catch (ValueTypeException e) {
            run.recorder.failed(path, Failure.of(e));
            at.fail(path, Failure.of(e).sentence(), e);
        }
    }

    private void gather() {
        Outcomes outcomes = new Outcomes();
        for (int i = 0; i < items.size(); i++) {
            add(outcomes, run.memory.look(Paths.item(path, i)));
        }
        Map<String, RecordedContext.Put> into = new HashMap<>();
        node.node()
                .collect()
                .flatMap(Collect::into)
                .ifPresent(key -> into.put(
                        key.name(),
                        new RecordedContext.Put(
                                run.encoding.storeTree(key.name(), outcomes.values()), key.isSecret())));
        run.flows.collected(path, done, items.size(), at.scope, into, run.encoding.storeData(path, outcomes.all()));
        at.next++;
    }

    private void add(Outcomes outcomes, NodeMemory item) {
        if (item.end.outcome() == Outcome.DONE) {
            outcomes.done(item.collected == null ? null : run.encoding.tree(item.collected));
        } else {
            outcomes.failed(item.end.message());
        }
    }
}
