package dev.pawl.execution;

import dev.pawl.event.StepFinished.Outcome;
import dev.pawl.history.DeltaWriter;
import dev.pawl.history.RunMemory;
import dev.pawl.history.Scope;
import dev.pawl.store.LogRow;
import dev.pawl.walk.BoundStep;
import java.util.Map;

/** Writes what was put into a delta, and puts it into the memory in the same way as reading the delta would. Stateless. */
final class Puts {
    private Puts() {}

    /** What a step has put and returned; one that was skipped has nothing to undo. */
    static byte[] recorded(Tried tried, BoundStep step, Outcome outcome, Scope scope, RunMemory memory) {
        Map<String, RecordedContext.Put> puts = tried.context().puts();
        boolean isUndone = step.undo.isPresent() && outcome != Outcome.SKIPPED;
        if (puts.isEmpty() && tried.data().isEmpty() && !isUndone) {
            return LogRow.NO_DELTA;
        }
        DeltaWriter delta = begin(scope);
        put(delta, scope, puts);
        String path = tried.attempted().path();
        tried.data().ifPresent(data -> {
            delta.result(path, data);
            scope.result(path, data);
        });
        if (isUndone) {
            keepGiven(delta, scope);
            delta.undo(path);
            memory.undo.add(path);
        }
        return delta.toBytes();
    }

    /** Values, and the data of a node; null when it has none. */
    static byte[] recorded(Scope scope, Map<String, RecordedContext.Put> puts, String node, Object data) {
        if (puts.isEmpty() && data == null) {
            return LogRow.NO_DELTA;
        }
        DeltaWriter delta = begin(scope);
        put(delta, scope, puts);
        if (data != null) {
            delta.result(node, data);
            scope.result(node, data);
        }
        return delta.toBytes();
    }

    /** A step of which a person has said that it is done. */
    static byte[] toUndo(String path, RunMemory memory) {
        DeltaWriter delta = begin(memory.scopeOf(path));
        keepGiven(delta, memory.scopeOf(path));
        delta.undo(path);
        memory.undo.add(path);
        return delta.toBytes();
    }

    private static DeltaWriter begin(Scope scope) {
        DeltaWriter delta = new DeltaWriter(128);
        if (!scope.path.isEmpty()) {
            delta.scope(scope.path);
        }
        return delta;
    }

    private static void put(DeltaWriter delta, Scope scope, Map<String, RecordedContext.Put> puts) {
        puts.forEach((name, put) -> {
            delta.value(name, put.stored(), put.secret());
            scope.put(name, put.stored(), put.secret());
        });
    }

    /** The list of a for-each may be another one by the time when the step is undone. */
    private static void keepGiven(DeltaWriter delta, Scope scope) {
        keepGiven(delta, scope, scope);
    }

    /** From the outside in, so that the innermost counts. */
    private static void keepGiven(DeltaWriter delta, Scope scope, Scope around) {
        if (around != null) {
            keepGiven(delta, scope, around.around());
            around.given().forEach((name, stored) -> {
                delta.given(name, stored);
                scope.keep(name, stored);
            });
        }
    }
}
