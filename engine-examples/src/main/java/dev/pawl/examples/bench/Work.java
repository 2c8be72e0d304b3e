package dev.pawl.examples.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The work of a step, the same for all contenders. */
final class Work {
    /** The name of the value that step i reads is VALUES[i]; it writes VALUES[i + 1]. */
    static final String[] VALUES = new String[Contender.STEPS + 1];

    static {
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = "value-" + i;
        }
    }

    private static final String FILLING = "abcdefghijklmnopqrstuvwxyz".repeat(8);

    private Work() {}

    /** A text of 200 characters that no two steps share. */
    static String result(long run, int step) {
        String head = "run " + run + " step " + step + " ";
        return head + FILLING.substring(0, 200 - head.length());
    }

    /** Something that may fail. */
    interface Body {
        void run(int number) throws Exception;
    }

    /** Calls the body for 0 … times-1 on that many threads. */
    static void onThreads(int threads, int times, Body body) throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Exception> failure = new AtomicReference<>();
        CountDownLatch over = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < times; i = next.getAndIncrement()) {
                        body.run(i);
                    }
                } catch (Exception e) {
                    failure.set(e);
                } finally {
                    over.countDown();
                }
            });
            thread.start();
        }
        over.await();
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
