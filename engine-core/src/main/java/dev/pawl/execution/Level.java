package dev.pawl.execution;

import dev.pawl.history.Flow;
import dev.pawl.history.RunMemory;
import dev.pawl.history.Scope;
import dev.pawl.pipeline.Paths;
import dev.pawl.walk.BoundNode;
import dev.pawl.walk.BoundStep;

/** A sequence of nodes that is being carried, and how far it is. Used under the run's lock. Confined to one strand. */
final class Level {
    /** What the sequence belongs to. */
    enum Kind {
        RUN,
        SUB,
        BRANCH,
        ITEM,
        CASE,
        ROUND;

        /** Whether it is undone as a whole when it fails. */
        boolean unwinds() {
            return ordinal() <= ITEM.ordinal();
        }
    }

    private static final BoundStep[] NOTHING = {};

    final Kind kind;
    final Level outer; // null at the bottom of a strand
    final String path;
    final BoundNode[] nodes;
    final BoundStep[] lastly;
    final Scope scope;
    final Flow flow;
    int next;
    int nextLast;

    /** Why it is being left; null on the way to its end. */
    Exit exit;

    /** The first of its last steps that failed; null when none has. */
    Exit failedLast;

    /** Why somebody wants it to be left; null while nobody does. */
    Exit stop;

    Level(Kind kind, Level outer, String path, BoundNode[] nodes, BoundStep[] lastly, Scope scope, Flow flow) {
        this.kind = kind;
        this.outer = outer;
        this.path = path;
        this.nodes = nodes;
        this.lastly = lastly;
        this.scope = scope;
        this.flow = flow;
    }

    /** A sequence inside this one that shares its scope. */
    Level inside(Kind newKind, String newPath, BoundNode[] newNodes, RunMemory memory) {
        return new Level(newKind, this, newPath, newNodes, NOTHING, scope, memory.flow(newPath));
    }

    /** A sequence of a parallel or a for-each, which begins a strand. */
    static Level bottom(Kind kind, String path, BoundNode[] nodes, RunMemory memory) {
        return new Level(kind, null, path, nodes, NOTHING, memory.scope(path), memory.flow(path));
    }

    boolean isAtEnd() {
        while (next < nodes.length && flow.isFinished(nodes[next].id())) {
            next++;
        }
        return next == nodes.length;
    }

    BoundNode node() {
        return nodes[next];
    }

    String pathOf(BoundNode node) {
        return Paths.join(path, node.id());
    }

    void fail(String at, String message, Throwable cause) {
        leave(Exit.failed(at, message, cause));
    }

    /** It has failed, or something inside was left, so this is left too: for the reason that somebody has, if there is one. */
    void leave(Exit inside) {
        // A last step that fails weighs more than the step that has stopped the run.
        boolean failsAfterStop = inside.kind() == Exit.Kind.FAILED && stop != null && stop.kind() == Exit.Kind.STOPPED;
        exit = stop == null || failsAfterStop ? inside : stop;
    }

    void failedAtLast(Exit failed) {
        if (failedLast == null) {
            failedLast = failed;
        }
    }

    /** The reason why this level, or one around it, is to be left; null when there is none. */
    Exit wish(RunMemory memory) {
        for (Level level = this; level != null; level = level.outer) {
            if (level.stop != null) {
                return level == this ? level.stop : level.stop.forInside(path, memory.stoppedAt);
            }
        }
        return null;
    }
}
