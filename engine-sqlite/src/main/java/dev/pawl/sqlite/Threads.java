package dev.pawl.sqlite;

/** Waiting for a thread's end. */
final class Threads {
    private Threads() {}

    /** Waits whatever happens: files are let go of only after the threads that use them have ended. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
