package dev.pawl.execution;

import dev.pawl.history.NodeMemory;
import dev.pawl.walk.BoundNode;
import dev.pawl.walk.BoundStep;

/** Finds out what kind of node is next, and who carries it. Used under the run's lock. Confined to one run. */
final class Nodes {
    private final RecordedRun run;
    private final Flows flows;
    private final Subs subs;
    private final Waits waits;

    Nodes(RecordedRun run) {
        this.run = run;
        this.flows = new Flows(run);
        this.subs = new Subs(run);
        this.waits = new Waits(run);
    }

    Task enter(Strand strand, Level at) {
        BoundNode node = at.node();
        if (node instanceof BoundStep step) {
            return run.steps.carry(strand, at, step);
        }
        if (node instanceof BoundNode.Sub sub) {
            return subs.carry(strand, at, sub);
        }
        NodeMemory known = at.flow.look(node.id());
        if (known.failures.isFinal()) {
            at.fail(at.pathOf(node), known.failures.sentence(), null);
            return Strand.GO_ON;
        }
        if (node instanceof BoundNode.Parallel parallel) {
            return flows.parallel(strand, at, parallel);
        } else if (node instanceof BoundNode.Branch branch) {
            return flows.branch(strand, at, branch);
        } else if (node instanceof BoundNode.ForEach each) {
            return flows.forEach(strand, at, each);
        } else if (node instanceof BoundNode.Loop loop) {
            return flows.loop(strand, at, loop);
        } else if (node instanceof BoundNode.Wait wait) {
            return waits.carry(strand, at, wait.node());
        } else {
            return waits.carry(strand, at, ((BoundNode.Sleep) node).node());
        }
    }

    Task roundOver(Strand strand) {
        return flows.roundOver(strand);
    }
}
