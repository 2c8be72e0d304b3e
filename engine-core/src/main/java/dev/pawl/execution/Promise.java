package dev.pawl.execution;

import dev.pawl.store.Commit;
import dev.pawl.store.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A commit that happens elsewhere and is decided by hand. Thread-safe. */
final class Promise implements Commit {
    private final CompletableFuture<Commit> decided = new CompletableFuture<>();

    void decide(Commit commit) {
        decided.complete(commit);
    }

    @Override
    public boolean isDone() {
        return decided.isDone();
    }

    @Override
    public long position() {
        return isDone() ? decided.join().position() : 0;
    }

    @Override
    public Optional<StoreException> refusal() {
        return isDone() ? decided.join().refusal() : Optional.empty();
    }

    @Override
    public boolean hurry() {
        return isDone();
    }

    @Override
    public void await() throws InterruptedException {
        Commit commit = decided.join();
        commit.await();
    }

    @Override
    public void onDone(Runnable action) {
        decided.thenRun(action);
    }
}
