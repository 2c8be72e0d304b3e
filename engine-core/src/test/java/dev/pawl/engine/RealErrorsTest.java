package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors that the JVM itself throws in a body are its failure, and nobody else's. */
@Timeout(60)
class RealErrorsTest {
    private static final int TIMES = 100;

    enum Fault {
        STACK("StackOverflowError", context -> StepResult.done("", deeper(1) + 1)),
        START("ExceptionInInitializerError", context -> StepResult.done("", new BrokenClasses().badStart())),
        MISSING("NoClassDefFoundError", context -> {
            new BrokenClasses().callWhatIsMissing();
            return StepResult.done();
        }),
        LINKAGE("LinkageError", context -> {
            new BrokenClasses().loadTwice();
            return StepResult.done();
        }),
        /** Often there is no room left when the engine is asked for something. */
        STACK_IN_THE_ENGINE("StackOverflowError", context -> {
            logDeeper(context);
            return StepResult.done();
        });

        final String error;
        final Step body;

        Fault(String error, Step body) {
            this.error = error;
            this.body = body;
        }

        private static int deeper(int depth) {
            return deeper(depth + 1) + 1;
        }

        private static void logDeeper(WorkflowContext context) {
            context.progress(1, 2, "on the way down");
            logDeeper(context);
            context.progress(1, 2, "on the way up");
        }
    }

    @ParameterizedTest
    @EnumSource
    void failTheRunAndTheSameWorkerCarriesTheNext(Fault fault) {
        Set<String> workers = ConcurrentHashMap.newKeySet();
        Pipeline bad = Pipeline.named("bad")
                .step("work", context -> {
                    workers.add(Thread.currentThread().getName());
                    return fault.body.execute(context);
                })
                .build();
        Pipeline good = Pipeline.named("good")
                .step("work", context -> {
                    workers.add(Thread.currentThread().getName());
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine =
                WorkflowEngine.builder().workers(1).pipeline(bad).pipeline(good).build()) {
            for (int i = 0; i < TIMES; i++) {
                RunResult result = Mode.ended(engine.submit("bad", Inputs.none()));
                RunResult next = Mode.ended(engine.submit("good", Inputs.none()));

                assertThat(result.status()).isEqualTo(RunStatus.FAILED);
                assertThat(result.path()).isEqualTo("work");
                assertThat(result.message()).startsWith(fault.error);
                assertThat(next.status()).isEqualTo(RunStatus.COMPLETED);
            }
            assertThat(workers).as("the worker that carries them all").hasSize(1);
            assertThat(engine.health().state()).isEqualTo(Health.State.GREEN);
            assertThat(engine.verify()).isEmpty();
        }
    }

    /** Steps fail that ask for more than there is; the engine, and steps that ask for little, go on. */
    @Test
    void stepsFailForWhichThereIsNoMemoryAndTheEngineGoesOn() throws Exception {
        String times = Integer.toString(Figures.of(10, TIMES));

        List<String> said = ChildProgram.run(List.of("-Xmx64m"), OutOfMemoryProgram.class, times);

        assertThat(said)
                .containsExactly("hogs failed: " + times, "others completed: " + times, "carried: 0", "verified");
    }

    @Test
    void aRunForWhichTheEngineItselfHadNoMemoryIsTriedAgainLater() {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        Pipeline pipeline =
                Pipeline.named("p").step("work", context -> StepResult.done()).build();
        Repository real = InMemoryRepository.create();
        Repository repository = Parts.withLog(real, new Parts.Appending(real.log(), (log, checkpoint) -> {
            if (isFirst.getAndSet(false)) {
                throw new OutOfMemoryError("thrown, not real");
            }
            return log.append(checkpoint);
        }));
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .workers(1)
                .concurrency(1)
                .pipeline(pipeline)
                .build()) {
            Run first = engine.submit("p", Inputs.none());
            Run second = engine.submit("p", Inputs.none());

            assertThat(Mode.ended(first).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(Mode.ended(second).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(isFirst).isFalse();
            assertThat(engine.verify()).isEmpty();
        }
    }
}
