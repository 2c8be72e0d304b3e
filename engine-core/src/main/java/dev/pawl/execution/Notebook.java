package dev.pawl.execution;

import java.util.Optional;
import java.util.function.Consumer;

/** What bodies have recorded while they run: lines, artifacts and notes. Used without the run's lock. Thread-safe. */
final class Notebook {
    private final RecordedRun run;
    private final Journal journal;

    Notebook(RecordedRun run, Journal journal) {
        this.run = run;
        this.journal = journal;
    }

    /** Has something recorded; when much is on its way, it waits for the store. False when the run is not carried here any more. */
    boolean add(Consumer<RunRecorder> what) {
        try {
            journal.awaitRoom();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return run.carriage.within(() -> what.accept(run.recorder));
    }

    /** Waits until what was added is committed. */
    void awaitCommit() throws InterruptedException {
        journal.barrier().await();
    }

    /** What the step at this path has noted last. */
    Optional<String> note(String path) {
        journal.lock.lock();
        try {
            return Optional.ofNullable(run.memory.look(path).note);
        } finally {
            journal.lock.unlock();
        }
    }
}
