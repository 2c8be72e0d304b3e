package dev.pawl.examples.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** The child process: measures one contender once, and prints steps per second, ns per step and bytes per step of its main thread. */
public final class Fork {
    private Fork() {}

    /** Arguments: contender, empty folder, runs at a time, seconds of warm-up, seconds measured. */
    public static void main(String[] args) throws Exception {
        int concurrency = Integer.parseInt(args[2]);
        double warmUp = Double.parseDouble(args[3]);
        double seconds = Double.parseDouble(args[4]);
        try (Contender contender = Contenders.of(args[0])) {
            contender.open(Path.of(args[1]), concurrency);
            int runs = concurrency;
            double last = time(contender, runs);
            for (double spent = last; spent < warmUp; spent += last) {
                if (last < 0.4) {
                    runs = (int) Math.max(runs + 1.0, runs * Math.min(4, 0.5 / last));
                }
                last = time(contender, runs);
            }
            runs = Math.max(concurrency, (int) (runs * seconds / last));
            var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long bytes = memory.getCurrentThreadAllocatedBytes();
            double taken = time(contender, runs);
            bytes = memory.getCurrentThreadAllocatedBytes() - bytes;
            double steps = (double) runs * Contender.STEPS;
            System.out.printf("RESULT %.1f %.2f %.1f%n", steps / taken, taken * 1e9 / steps, bytes / steps);
        }
    }

    private static double time(Contender contender, int runs) throws Exception {
        long start = System.nanoTime();
        contender.run(runs);
        return (System.nanoTime() - start) / 1e9;
    }
}
