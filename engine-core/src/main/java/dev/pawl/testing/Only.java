package dev.pawl.testing;

import dev.pawl.api.Key;
import dev.pawl.api.WorkflowContext;

/** Says that a step does its worst in one item of a for-each only. Immutable. */
record Only(Key<Integer> index, int item) {
    boolean holds(WorkflowContext context) {
        return context.find(index).orElse(-1) == item;
    }
}
