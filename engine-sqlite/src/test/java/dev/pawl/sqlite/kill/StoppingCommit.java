package dev.pawl.sqlite.kill;

import dev.pawl.store.Commit;
import dev.pawl.store.StoreException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Comes by a point after the commit and before anybody knows of it. Thread-safe. */
final class StoppingCommit implements Commit {
    private final Commit inside;
    private final Runnable afterwards;
    private final AtomicBoolean known = new AtomicBoolean();

    StoppingCommit(Commit inside, Runnable afterwards) {
        this.inside = inside;
        this.afterwards = afterwards;
    }

    private boolean decided(boolean isDecided) {
        if (isDecided && known.compareAndSet(false, true)) {
            afterwards.run();
        }
        return isDecided;
    }

    @Override
    public boolean isDone() {
        return decided(inside.isDone());
    }

    @Override
    public long position() {
        return inside.position();
    }

    @Override
    public Optional<StoreException> refusal() {
        return inside.refusal();
    }

    @Override
    public boolean hurry() {
        return decided(inside.hurry());
    }

    @Override
    public void await() throws InterruptedException {
        inside.await();
        decided(true);
    }

    @Override
    public void onDone(Runnable action) {
        inside.onDone(() -> {
            decided(true);
            action.run();
        });
    }
}
