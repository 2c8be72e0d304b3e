package dev.pawl.execution;

/** What a line of nodes comes to that is done without the run's lock, as it is foreign code. Confined to one strand. */
interface Task {
    /**
     * Does it.
     *
     * @return what is to be done afterwards, in the lock; null when the line goes on without this thread
     */
    Runnable perform();

    /** Whether everything recorded before has to be committed first. */
    boolean isAfterCommit();
}
