package dev.pawl.execution;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bodies of an engine that do not end though they were interrupted: each holds a thread that nobody can take back. Thread-safe. */
public final class Abandoned {
    private final Map<Attempt, String> bodies = new ConcurrentHashMap<>();
    private final Runnable oneThreadLess;
    private final Runnable oneThreadBack;

    /**
     * @param oneThreadLess told when a body keeps its worker
     * @param oneThreadBack told when such a body has come to its end after all
     */
    public Abandoned(Runnable oneThreadLess, Runnable oneThreadBack) {
        this.oneThreadLess = oneThreadLess;
        this.oneThreadBack = oneThreadBack;
    }

    void add(Attempt attempt, Thread thread) {
        bodies.put(attempt, attempt + " on thread " + (thread == null ? "?" : thread.getName()));
        oneThreadLess.run();
    }

    void ended(Attempt attempt) {
        if (bodies.remove(attempt) != null) {
            oneThreadBack.run();
        }
    }

    public int count() {
        return bodies.size();
    }

    /** What they are and the threads that they hold, in words. */
    public List<String> all() {
        return List.copyOf(bodies.values());
    }
}
