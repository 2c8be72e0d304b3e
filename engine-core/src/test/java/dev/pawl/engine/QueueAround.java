package dev.pawl.engine;

import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.OptionalLong;

/** A queue that does what another one does, but for what is replaced. */
interface QueueAround extends RunQueue {
    RunQueue real();

    @Override
    default Accepted submit(NewRun run, String claimer) {
        return real().submit(run, claimer);
    }

    @Override
    default List<RunRow> claim(List<String> queues, String owner, long now, int max) {
        return real().claim(queues, owner, now, max);
    }

    @Override
    default OptionalLong nextDue(List<String> queues, long now) {
        return real().nextDue(queues, now);
    }

    @Override
    default void join(String owner) {
        real().join(owner);
    }

    @Override
    default void leave(String owner) {
        real().leave(owner);
    }

    @Override
    default int takeOver(long now) {
        return real().takeOver(now);
    }
}
