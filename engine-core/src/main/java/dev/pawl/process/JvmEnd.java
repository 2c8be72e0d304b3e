package dev.pawl.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Ends the programs that are under way when the JVM ends, though nobody closes their engine. From then on the end of a program says nothing about
 * it, so no step goes by it: it waits, and counts as in flight when its engine is closed or the JVM is gone. Thread-safe.
 */
final class JvmEnd {
    /** So long a program may take that is asked to end. A host that ends is often killed itself when it takes long. */
    static final Duration GRACE = Duration.ofSeconds(1);

    /** Static as there is one end for all engines of a JVM. */
    private static final JvmEnd OF_THIS_JVM = new JvmEnd();

    private final Map<Identity, ProcessTable> underWay = new LinkedHashMap<>(); // guarded by this
    private boolean hasHook; // guarded by this
    private volatile boolean hasBegun; // written under this

    private JvmEnd() {}

    static JvmEnd ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** Whether the JVM ends; then no program is to begin, and none has ended by itself. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** A program is about to begin; false when it must not, as the JVM ends. */
    synchronized boolean add(Identity program, ProcessTable table) {
        if (!hasHook) {
            hasHook = true;
            hasBegun = !isHooked(new Thread(this::end, "pawl-process-jvm-end"));
        }
        if (!hasBegun) {
            underWay.put(program, table);
        }
        return !hasBegun;
    }

    synchronized void remove(Identity program) {
        underWay.remove(program);
    }

    private static boolean isHooked(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void end() {
        // Each on a thread of its own: a deaf one takes all of the grace.
        List<Thread> enders = begin().stream()
                .map(family -> new Thread(() -> family.end(GRACE), "pawl-process-jvm-end-of-one"))
                .toList();
        enders.forEach(Thread::start);
        for (Thread each : enders) {
            try {
                each.join();
            } catch (InterruptedException e) {
                // Nobody has this thread, so nobody means it; the JVM does not wait for the others.
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized List<Family> begin() {
        hasBegun = true;
        return underWay.entrySet().stream()
                .map(each -> new Family(each.getValue(), each.getKey()))
                .toList();
    }

    /** Waits until the thread is interrupted, if the JVM is not gone before; what is to be thrown then. */
    InterruptedException awaitInterrupt() {
        try {
            while (true) {
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException e) {
            return e;
        }
    }
}
