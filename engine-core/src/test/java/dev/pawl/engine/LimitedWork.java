package dev.pawl.engine;

import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs whose bodies count how many of them there are at a time. One of twenty throws: every other one of these always, the rest at its
 * first attempt. Thread-safe.
 */
final class LimitedWork {
    static final Key<Integer> NUMBER = Key.of("number", Integer.class);

    private static final int PRIORITIES = 3;

    private final int limit;
    private final CountDownLatch together;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger bodies = new AtomicInteger();
    private final Set<Integer> begun = ConcurrentHashMap.newKeySet();
    private final List<Integer> firstStarts = new ArrayList<>(); // guarded by itself
    private volatile boolean meets;

    LimitedWork(int limit) {
        this.limit = limit;
        this.together = new CountDownLatch(limit);
    }

    EngineBuilder engine(Repository repository) {
        return WorkflowEngine.builder()
                .repository(repository)
                .workers(limit + 4)
                .concurrency(limit)
                .pipeline(Pipeline.named("work")
                        .input(NUMBER)
                        .step("count", this::body, s -> s.retry(2))
                        .build());
    }

    static boolean failsForGood(int number) {
        return number % 40 == 39;
    }

    static SubmitOptions options(int number) {
        return SubmitOptions.defaults().priority(priority(number));
    }

    private static int priority(int number) {
        return number % PRIORITIES;
    }

    private StepResult body(WorkflowContext context) throws IOException, InterruptedException {
        int number = context.get(NUMBER);
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            bodies.incrementAndGet();
            if (begun.add(number)) {
                synchronized (firstStarts) {
                    firstStarts.add(number);
                }
            }
            meet();
            if (failsForGood(number) || number % 40 == 19 && context.attempt() == 1) {
                throw new IOException("as it is meant to");
            }
            return StepResult.done();
        } finally {
            inside.decrementAndGet();
        }
    }

    /** From now on bodies wait until there are as many as may be, so that the limit is reached. No engine may die meanwhile. */
    void reachTheLimit() {
        meets = true;
    }

    private void meet() throws InterruptedException {
        if (!meets) {
            return;
        }
        together.countDown();
        if (!together.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("there are never " + limit + " at a time");
        }
    }

    /** How many there were at a time, at most. */
    int most() {
        return most.get();
    }

    int bodies() {
        return bodies.get();
    }

    List<Integer> firstStarts() {
        synchronized (firstStarts) {
            return List.copyOf(firstStarts);
        }
    }

    /** By priority, then in order of submits. */
    static List<Integer> inOrder(int runs) {
        List<Integer> all = new ArrayList<>();
        for (int priority = PRIORITIES - 1; priority >= 0; priority--) {
            for (int number = 0; number < runs; number++) {
                if (priority(number) == priority) {
                    all.add(number);
                }
            }
        }
        return all;
    }
}
