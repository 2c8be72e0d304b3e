package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunStarted;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepProgress;
import dev.pawl.event.StepStarted;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run on the caller's thread. */
class InlineRunTest {
    private static final Key<List<String>> LIST = Key.listOf("list", String.class);

    @Test
    void recordsNothing() {
        Pipeline pipeline =
                Pipeline.named("plain").step("work", c -> StepResult.done()).build();
        InMemoryRepository repository = InMemoryRepository.create();
        try (WorkflowEngine engine =
                WorkflowEngine.builder().repository(repository).build()) {
            engine.run(pipeline);

            assertThat(repository.log().lastPosition()).isZero();
            assertThat(repository.query().counts()).isEmpty();
        }
    }

    @Test
    void staysOnTheCallersThreadAndHandsValuesOnByReference() {
        List<String> value = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        Pipeline pipeline = Pipeline.named("plain")
                .step("put", context -> {
                    threads.add(Thread.currentThread());
                    context.put(LIST, value);
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine = WorkflowEngine.create()) {
            assertThat(engine.run(pipeline).get(LIST)).isSameAs(value);
        }
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void tellsItsListenersEverythingUnnumbered() {
        Heard heard = new Heard(
                "the listener", event -> assertThat(event.isRecorded()).isFalse());
        Pipeline pipeline = Pipeline.named("told")
                .step(
                        "flaky",
                        context -> {
                            context.progress(1, 2, "half");
                            context.log("line");
                            if (context.attempt() == 1) {
                                throw new java.io.IOException("once");
                            }
                            return StepResult.done();
                        },
                        s -> s.retry(2))
                .build();
        try (WorkflowEngine engine = WorkflowEngine.builder().listener(heard).build()) {
            engine.run(pipeline);
        }

        assertThat(heard.wrong()).isEmpty();
        assertThat(heard.types())
                .containsExactly(
                        RunStarted.class,
                        StepStarted.class,
                        StepProgress.class,
                        StepLogged.class,
                        StepFailed.class,
                        StepStarted.class,
                        StepProgress.class,
                        StepLogged.class,
                        StepFinished.class,
                        RunEnded.class);
    }

    @Test
    void aListenerThatThrowsHarmsNothing() {
        Heard heard = new Heard();
        Pipeline pipeline =
                Pipeline.named("plain").step("work", c -> StepResult.done()).build();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .listener(event -> {
                    throw new IllegalStateException("at " + event);
                })
                .listener(event -> {
                    throw new StackOverflowError("at " + event);
                })
                .listener(heard)
                .build()) {
            engine.run(pipeline);
        }

        assertThat(heard.events()).hasSize(4);
    }
}
