package dev.pawl.engine;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQueue;
import dev.pawl.store.StoreException;
import dev.pawl.testing.RepositoryAround;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Holds every commit back until it is released, one by one, as a slow disk would. Thread-safe. */
final class HeldRepository {
    private final Repository real;
    private final Queue<Held<?>> held = new ArrayDeque<>(); // guarded by this
    private volatile long committed;

    HeldRepository(Repository real) {
        this.real = real;
    }

    Repository asRepository() {
        return new Parts(
                real,
                new Parts.Appending(real.log(), (log, checkpoint) -> hold(checkpoint)),
                new HeldQueue(real.queue(), this));
    }

    /** The seq of the newest row that is committed; for a repository of one run. */
    long committed() {
        return committed;
    }

    /** Waits for the next commit to come; whether it ends the run, which is handed over at once behind the last step's record. */
    synchronized boolean isEndNext() throws InterruptedException {
        awaitOne();
        return held.peek().ends();
    }

    private Commit hold(Checkpoint checkpoint) {
        HeldCommit commit = new HeldCommit();
        long last = checkpoint.rows().isEmpty()
                ? committed
                : checkpoint.rows().get(checkpoint.rows().size() - 1).seq();
        add(new Held<>(
                () -> {
                    // Before it is told, as it is for whoever is told.
                    committed = last;
                    return real.log().append(checkpoint);
                },
                commit::decide,
                checkpoint
                        .change()
                        .filter(change -> change.status().isTerminal())
                        .isPresent()));
        return commit;
    }

    private synchronized void add(Held<?> commit) {
        held.add(commit);
        notifyAll();
    }

    /** Lets the oldest commit happen, waiting for one to come; whether it ends the run. */
    boolean release() throws InterruptedException {
        Held<?> next;
        synchronized (this) {
            awaitOne();
            next = held.remove();
        }
        next.release();
        return next.ends();
    }

    private synchronized void awaitOne() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (held.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("nothing to commit came within 10 s");
            }
            wait(left);
        }
    }

    private record Held<T>(Supplier<T> work, Consumer<T> answer, boolean ends) {
        void release() {
            answer.accept(work.get());
        }
    }

    /** A commit that is decided when it is released. */
    private static final class HeldCommit implements Commit {
        private final List<Runnable> actions = new ArrayList<>(); // guarded by this
        private final CountDownLatch latch = new CountDownLatch(1);
        private volatile Commit decided;

        void decide(Commit commit) {
            List<Runnable> due;
            synchronized (this) {
                decided = commit;
                due = List.copyOf(actions);
            }
            latch.countDown();
            due.forEach(Runnable::run);
        }

        @Override
        public boolean isDone() {
            return decided != null;
        }

        @Override
        public long position() {
            return isDone() ? decided.position() : 0;
        }

        @Override
        public Optional<StoreException> refusal() {
            return isDone() ? decided.refusal() : Optional.empty();
        }

        @Override
        public boolean hurry() {
            return isDone();
        }

        @Override
        public void await() throws InterruptedException {
            latch.await();
            decided.await();
        }

        @Override
        public void onDone(Runnable action) {
            synchronized (this) {
                if (decided == null) {
                    actions.add(action);
                    return;
                }
            }
            action.run();
        }
    }

    /** Submits when it is released. */
    private record HeldQueue(RunQueue real, HeldRepository repository) implements RepositoryAround.Queue {
        @Override
        public Accepted submit(NewRun run, String claimer) {
            var accepted = new CompletableFuture<Accepted>();
            repository.add(new Held<>(
                    () -> {
                        repository.committed = 1;
                        return real.submit(run, claimer);
                    },
                    accepted::complete,
                    false));
            return accepted.join();
        }
    }
}
