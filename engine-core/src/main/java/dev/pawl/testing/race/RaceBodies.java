package dev.pawl.testing.race;

import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The bodies of the steps in races: what they did, by run, and those that are held until they are let go. Thread-safe. */
final class RaceBodies {
    private final Map<String, OfRun> byRun = new ConcurrentHashMap<>();

    /** Kept for good: an owner that was replaced may come to a body when all is over. */
    OfRun of(String run) {
        return byRun.computeIfAbsent(run, id -> new OfRun());
    }

    /** One that returns at once. */
    Step free() {
        return context -> {
            of(context.runId()).began(context);
            return StepResult.done();
        };
    }

    /** One that is held; it puts the token of its owner. */
    Step held() {
        return context -> {
            OfRun run = of(context.runId());
            run.began(context);
            run.hold();
            context.put(RacePipelines.TOKEN, context.fencingToken());
            return StepResult.done();
        };
    }

    /** A body that began, and the token of the owner that began it. */
    record Began(String path, long token) {}

    /** What the bodies of one run did. Thread-safe. */
    static final class OfRun {
        private final List<Began> all = new CopyOnWriteArrayList<>();
        private final CountDownLatch holding = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean isStubborn;

        private void began(WorkflowContext context) {
            all.add(new Began(context.path(), context.fencingToken()));
        }

        private void hold() throws InterruptedException {
            holding.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                if (!isStubborn) {
                    throw e;
                }
            }
        }

        /** Has the held body end well though it is interrupted. */
        void stubborn(boolean isSo) {
            isStubborn = isSo;
        }

        void awaitHolding() throws InterruptedException {
            Expect.soon(holding, "the body that is held");
        }

        void release() {
            released.countDown();
        }

        List<Began> all() {
            return List.copyOf(all);
        }
    }
}
