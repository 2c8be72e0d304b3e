package dev.pawl.inline;

import dev.pawl.api.Key;
import dev.pawl.event.FlowEnded.Outcome;
import dev.pawl.event.FlowJoined;
import dev.pawl.event.ItemsCounted;
import dev.pawl.pipeline.Collect;
import dev.pawl.pipeline.ForEachNode;
import dev.pawl.pipeline.Paths;
import dev.pawl.walk.BoundNode;
import dev.pawl.walk.Outcomes;
import dev.pawl.walk.Unable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The items of a for-each, one after another, each in a scope of its own inside one with what it is given. Confined to one for-each of a
 * run.
 */
final class InlineItems {
    private final InlineRun run;
    private final BoundNode[] body;
    private final ForEachNode node;
    private final String path;
    private final InlineContext scope;
    private final Outcomes outcomes = new Outcomes();
    private int failed;

    InlineItems(InlineRun run, BoundNode.ForEach each, String path, InlineContext scope) {
        this.run = run;
        this.body = each.body();
        this.node = each.node();
        this.path = path;
        this.scope = scope;
    }

    InlineEnd carry() {
        Optional<Object> found = scope.at(node.items());
        if (found.isEmpty() || !(found.get() instanceof Collection<?> items)) {
            return InlineNodes.unable(run, path, Unable.noList(node.items(), found), null);
        }
        List<Object> all = new ArrayList<>(items); // as they are now: a step may change the list
        List<String> wrong = fit(all);
        if (!wrong.isEmpty()) {
            return InlineNodes.unable(run, path, Unable.unfit(wrong), null);
        }
        if (run.isHeard()) {
            run.tell(new ItemsCounted(run.info(), 0, 0, run.moment(), path, all.size()));
        }
        for (int i = 0; i < all.size(); i++) {
            InlineEnd end = carry(i, all.get(i));
            if (end != null) {
                return end;
            }
        }
        join(all.size());
        return null;
    }

    /** Makes values of their key of the items; what is wrong with the first one that cannot be. */
    private List<String> fit(List<Object> items) {
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            Optional<Object> fitting = InlineFit.to(node.item(), item);
            if (fitting.isEmpty()) {
                return List.of(InlineFit.misfit("'" + node.items() + "[" + i + "]'", node.item(), item));
            }
            items.set(i, fitting.get());
        }
        return List.of();
    }

    /** The end of the for-each when this item decides it. */
    private InlineEnd carry(int index, Object item) {
        InlineContext given = scope.inside();
        given.set(node.item(), item);
        node.index().ifPresent(key -> given.set(key, index));
        InlineContext inside = given.inside();
        String at = Paths.item(path, index);
        int mark = run.mark();
        InlineEnd end = run.walk(body, at, inside);
        if (end == null) {
            outcomes.done(node.collect().map(c -> inside.own(c.result())).orElse(null));
            InlineNodes.flowEnded(run, at, Outcome.DONE, null);
            return null;
        }
        if (end.is(InlineEnd.Kind.STOPPED)) {
            return end;
        }
        run.undo(mark);
        if (end.is(InlineEnd.Kind.EXPIRED)) {
            InlineNodes.flowEnded(run, at, Outcome.CANCELLED, null);
            return end;
        }
        InlineNodes.flowEnded(run, at, Outcome.FAILED, end);
        outcomes.failed(end.message());
        failed++;
        return failed > node.maxFailures() ? end : null;
    }

    private void join(int size) {
        if (run.isHeard()) {
            run.tell(new FlowJoined(run.info(), 0, 0, run.moment(), path, List.of(), size - failed, size));
        }
        Optional<Key<?>> into = node.collect().flatMap(Collect::into);
        into.ifPresent(key -> scope.set(key, outcomes.values()));
        scope.keepResult(path, outcomes.all());
    }
}
