package dev.pawl.engine;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A step that counts how often it was done, notes its path in the room, and keeps the idempotency keys that it was given. Thread-safe. */
final class Counting implements Step {
    static final Key<Integer> COUNT = Key.of("count", Integer.class);

    final List<String> keys = new CopyOnWriteArrayList<>();
    private final Room room;

    Counting(Room room) {
        this.room = room;
    }

    @Override
    public StepResult execute(WorkflowContext context) {
        keys.add(context.idempotencyKey());
        room.bodies.add(context.path());
        context.put(COUNT, context.find(COUNT).orElse(0) + 1);
        return StepResult.done();
    }
}
