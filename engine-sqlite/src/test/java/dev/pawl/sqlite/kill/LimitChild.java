package dev.pawl.sqlite.kill;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.engine.EngineBuilder;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunEnded;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.store.Queues.QueueState;
import dev.pawl.store.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The program that is killed while it carries runs of a queue with a limit: it submits them, or carries what is left to its end. */
final class LimitChild {
    static final String SUBMIT = "submit";
    static final String CARRY = "carry";
    static final int ABOVE = 72;

    private static final Key<Integer> NUMBER = Key.of("number", Integer.class);
    private static final AtomicInteger INSIDE = new AtomicInteger();

    private LimitChild() {}

    /** What to do, the store, the file for the numbers of the runs that begin, the limit, and how many runs. */
    public static void main(String... arguments) {
        KillChild.endWithTheParent();
        Path begun = Path.of(arguments[2]);
        int limit = Integer.parseInt(arguments[3]);
        try (Repository store = SqliteRepository.open(Path.of(arguments[1]))) {
            if (arguments[0].equals(SUBMIT)) {
                submit(store, limit, Integer.parseInt(arguments[4]));
            } else {
                carry(store, begun, limit);
            }
            System.out.println(KillChild.DONE);
        } catch (Throwable e) {
            KillChild.fail(e);
        }
        System.exit(0);
    }

    /** Nothing runs before all are there. */
    private static void submit(Repository store, int limit, int runs) {
        try (WorkflowEngine engine =
                engine(store, Path.of(""), limit).workers(0).build()) {
            for (int number = 0; number < runs; number++) {
                SubmitOptions options = SubmitOptions.key("n-" + number).priority(priority(number));
                engine.submit("count", Inputs.of(NUMBER.is(number)), options);
            }
        }
    }

    private static void carry(Repository store, Path begun, int limit) throws InterruptedException {
        QueueState left = store.queues().find("default");
        CountDownLatch ended = new CountDownLatch((int) (left.queued() + left.carried() + left.waiting()));
        EngineBuilder builder = engine(store, begun, limit).listener(event -> {
            if (event instanceof RunEnded) {
                ended.countDown();
            }
        });
        try (WorkflowEngine engine = builder.build()) {
            System.out.println(KillChild.READY);
            ended.await();
            System.out.println(engine.health());
        }
    }

    static EngineBuilder engine(Repository store, Path begun, int limit) {
        return WorkflowEngine.builder()
                .repository(store)
                .workers(limit + 4)
                .concurrency(limit)
                .pipeline(Pipeline.named("count")
                        .input(NUMBER)
                        .step("count", context -> body(context, begun, limit), s -> s.retry(2))
                        .build());
    }

    private static StepResult body(WorkflowContext context, Path begun, int limit) throws IOException {
        int number = context.get(NUMBER);
        if (INSIDE.incrementAndGet() > limit) {
            Runtime.getRuntime().halt(ABOVE);
        }
        try {
            Files.writeString(begun, number + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (failsForGood(number) || number % 40 == 19 && context.attempt() == 1) {
                throw new IOException("as it is meant to");
            }
            return StepResult.done();
        } finally {
            INSIDE.decrementAndGet();
        }
    }

    static boolean failsForGood(int number) {
        return number % 40 == 39;
    }

    private static int priority(int number) {
        return number % 3;
    }

    /** The numbers by priority, then in order of submits. */
    static List<Integer> inOrder(int runs) {
        List<Integer> all = new ArrayList<>();
        for (int priority = 2; priority >= 0; priority--) {
            for (int number = 0; number < runs; number++) {
                if (priority(number) == priority) {
                    all.add(number);
                }
            }
        }
        return all;
    }
}
