package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFailed;
import dev.pawl.pipeline.Pipeline;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a step throws is its failure, and nobody else's. */
@Timeout(60)
class FailureKindsTest {
    private static final int TIMES = 100;
    private static final Key<String> PUT = Key.of("put", String.class);

    /** A throwable whose message cannot be had. */
    private static final class Mute extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    static Stream<Throwable> kinds() {
        IOException cyclic = new IOException("cyclic");
        cyclic.initCause(new IllegalStateException("in between", cyclic));
        return Stream.of(
                new StackOverflowError("thrown, not real"),
                new OutOfMemoryError("thrown, not real"),
                new NoClassDefFoundError("a/B"),
                new ExceptionInInitializerError("static"),
                new LinkageError(),
                new AssertionError("assert"),
                new IOException("checked"),
                new IllegalStateException((String) null),
                new InterruptedException("own"),
                new IllegalStateException("x".repeat(1_000_000)),
                new IllegalStateException("half \ud83d"),
                cyclic,
                new Mute());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("kinds")
    void failsTheRunAndNoOther(Throwable thrown) {
        Heard heard = new Heard();
        Set<String> workers = ConcurrentHashMap.newKeySet();
        Pipeline bad = Pipeline.named("bad")
                .step("work", context -> {
                    workers.add(Thread.currentThread().getName());
                    context.put(PUT, "lost");
                    throw FailureKindsTest.<RuntimeException>unchecked(thrown);
                })
                .build();
        Pipeline good = Pipeline.named("good")
                .step("work", context -> {
                    workers.add(Thread.currentThread().getName());
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .workers(1)
                .pipeline(bad)
                .pipeline(good)
                .listener(event -> {
                    if (event.of().pipeline().equals("bad")) {
                        heard.on(event);
                    }
                })
                .build()) {
            for (int i = 0; i < TIMES; i++) {
                RunResult result = Mode.ended(engine.submit("bad", Inputs.none()));
                RunResult next = Mode.ended(engine.submit("good", Inputs.none()));

                assertThat(result.status()).isEqualTo(RunStatus.FAILED);
                assertThat(result.path()).isEqualTo("work");
                assertThat(result.message())
                        .startsWith(thrown.getClass().getSimpleName())
                        .hasSizeLessThan(20_000);
                assertThat(result.find(PUT)).isEmpty();
                assertThatThrownBy(result::orThrow).cause().isSameAs(thrown);
                assertThat(next.status()).isEqualTo(RunStatus.COMPLETED);
            }
            assertThat(workers).as("the worker that carries them all").hasSize(1);
            assertThat(engine.verify()).isEmpty();
        }
        assertThat(heard.types()).endsWith(StepFailed.class, RunEnded.class);
        assertThat(heard.events().stream().filter(StepFailed.class::isInstance))
                .hasSize(TIMES)
                .allMatch(event ->
                        ((StepFailed) event).error().equals(thrown.getClass().getName()));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
