package dev.pawl.engine;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What a process holds. Immutable.
 *
 * @param files open ones; 0 where that cannot be seen
 */
record Leftovers(int threads, int files) {
    private static final File OPEN_FILES = new File("/proc/self/fd");

    /** When the threads of closed engines, which end by themselves, have ended. */
    static Leftovers now() throws InterruptedException {
        for (Thread thread : engineThreads()) {
            thread.join(10_000);
        }
        String[] files = OPEN_FILES.list();
        return new Leftovers(Thread.getAllStackTraces().size(), files == null ? 0 : files.length);
    }

    static List<Thread> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pawl-"))
                .toList();
    }

    /** What is in use after a collection. */
    static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
