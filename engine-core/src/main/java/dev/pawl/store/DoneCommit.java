package dev.pawl.store;

import java.util.Optional;

/** A commit that was decided at once. Immutable. */
record DoneCommit(long position, Optional<StoreException> refusal) implements Commit {
    @Override
    public boolean isDone() {
        return true;
    }

    @Override
    public boolean hurry() {
        return true;
    }

    @Override
    public void await() {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    @Override
    public void onDone(Runnable action) {
        action.run();
    }
}
