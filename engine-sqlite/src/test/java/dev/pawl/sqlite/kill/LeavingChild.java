package dev.pawl.sqlite.kill;

import dev.pawl.api.Inputs;
import dev.pawl.engine.Run;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunEnded;
import dev.pawl.event.StepLogged;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.process.ProcessStep;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.store.Repository;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A host that ends while its step runs a program; one that lives on ends the run. */
final class LeavingChild {
    /** What it does once the program has begun. */
    enum Way {
        /** Exits, and closes nothing. */
        EXITS,
        /** Waits for a SIGTERM, and closes nothing. */
        IS_TERMINATED,
        /** The same, with a hook that was there before the first program, and closes engine and store. */
        CLOSES,
        /** The same, with a hook that came after the first program. */
        CLOSES_LATER,
        /** Waits for the end of the run. */
        STAYS
    }

    static final int EXIT = 3;

    /** So long a host that closes nothing takes to end: a step that took its program's end for its own would be recorded meanwhile. */
    private static final long LINGERING_MILLIS = 1_500;

    private LeavingChild() {}

    /** The folder, the way, and the program's script. */
    public static void main(String... arguments) {
        KillChild.endWithTheParent();
        try {
            work(Path.of(arguments[0]), Way.valueOf(arguments[1]), arguments[2]);
        } catch (Throwable e) {
            KillChild.fail(e);
        }
    }

    private static void work(Path folder, Way way, String script) throws InterruptedException {
        CountDownLatch isUp = new CountDownLatch(1);
        CountDownLatch isOver = new CountDownLatch(1);
        Repository store = SqliteRepository.open(folder.resolve("pawl.db"));
        WorkflowEngine engine = WorkflowEngine.builder()
                .repository(store)
                .pipeline(Pipeline.named("program")
                        .step("run", ProcessStep.of("sh", "-c", script).folder(folder))
                        .build())
                .listener(event -> {
                    if (event instanceof StepLogged logged && logged.line().equals("up")) {
                        isUp.countDown();
                    } else if (event instanceof RunEnded) {
                        isOver.countDown();
                    }
                })
                .build();
        Thread hook = new Thread(() -> {
            engine.close();
            store.close();
        });
        if (way == Way.CLOSES) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
        Run run = engine.submit("program", Inputs.none(), SubmitOptions.key("run"));
        if (way == Way.STAYS) {
            run.await().orThrow();
            System.out.println(KillChild.DONE);
            hook.run();
            return;
        }
        isUp.await();
        if (way == Way.CLOSES_LATER) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
        if (way == Way.EXITS || way == Way.IS_TERMINATED) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> linger(isOver)));
        }
        System.out.println(KillChild.READY);
        if (way == Way.EXITS) {
            System.exit(EXIT);
        }
        new CountDownLatch(1).await();
    }

    private static void linger(CountDownLatch isOver) {
        try {
            if (isOver.await(LINGERING_MILLIS, TimeUnit.MILLISECONDS)) {
                System.out.println("the run is over");
            }
        } catch (InterruptedException e) {
            KillChild.fail(e);
        }
    }
}
