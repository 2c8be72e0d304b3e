package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.api.ValueTypeException;
import dev.pawl.api.Values;
import dev.pawl.api.WorkflowContext;
import dev.pawl.event.EventFilter;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.testing.CrashingRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of values in a recorded run. */
@Timeout(60)
class RecordedValuesTest {
    private static final Key<List<String>> LIST = Key.listOf("list", String.class);

    static Stream<Key.Value<?>> storable() {
        return ValueMatrix.storable().stream();
    }

    static Stream<Key.Value<?>> unstorable() {
        return ValueMatrix.unstorable().stream();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("storable")
    void aResumedRunSeesWhatAnUninterruptedOneSees(Key.Value<?> value) throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        Pipeline pipeline = Pipeline.named("seen")
                .step("put", context -> {
                    put(context, value);
                    seen.add(ValueMatrix.show(context.get(value.key())));
                    return StepResult.done("", value.value());
                })
                .step("get", context -> {
                    seen.add(ValueMatrix.show(context.get(value.key())) + context.result("put"));
                    return StepResult.done();
                })
                .build();
        CrashingRepository crashing = CrashingRepository.after(3, InMemoryRepository.create());

        String run = carry(crashing, pipeline, crashing);
        carry(crashing.left(), pipeline, run);

        assertThat(seen).hasSize(3);
        assertThat(seen.get(1)).isEqualTo(seen.get(2)).startsWith(seen.get(0));
    }

    private static String carry(CrashingRepository on, Pipeline pipeline, CrashingRepository until) throws Exception {
        try (WorkflowEngine engine =
                WorkflowEngine.builder().repository(on).pipeline(pipeline).build()) {
            String run = engine.submit("seen", Inputs.none()).id();
            assertThat(until.awaitCrash(Mode.LIMIT)).isTrue();
            return run;
        }
    }

    private static void carry(dev.pawl.store.Repository on, Pipeline pipeline, String run) {
        try (WorkflowEngine engine =
                WorkflowEngine.builder().repository(on).pipeline(pipeline).build()) {
            Mode.ended(engine.find(run).orElseThrow()).orThrow();
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("unstorable")
    void aValueThatCannotBeStoredFailsItsStepNamingKeyAndType(Key.Value<?> value) {
        Pipeline pipeline = Pipeline.named("unstorable")
                .step("put", context -> {
                    put(context, value);
                    return StepResult.done();
                })
                .build();

        assertThatThrownBy(() -> Mode.RECORDED.run(pipeline))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("at step 'put'")
                .cause()
                .isInstanceOf(ValueTypeException.class)
                .hasMessageContaining("'v'")
                .hasMessageContaining(value.key().type().getTypeName());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("unstorable")
    void anInputThatCannotBeStoredIsRefused(Key.Value<?> value) {
        Pipeline pipeline = Pipeline.named("unstorable")
                .step("work", context -> StepResult.done())
                .build();
        try (WorkflowEngine engine = WorkflowEngine.builder().pipeline(pipeline).build()) {
            assertThatThrownBy(() -> engine.submit("unstorable", value))
                    .isInstanceOf(ValueTypeException.class)
                    .hasMessageContaining("'v'");
        }
    }

    @Test
    void dataThatCannotBeStoredFailsItsStep() {
        Pipeline pipeline = Pipeline.named("unstorable")
                .step("work", context -> StepResult.done("", new Object()))
                .build();

        assertThatThrownBy(() -> Mode.RECORDED.run(pipeline))
                .cause()
                .isInstanceOf(ValueTypeException.class)
                .hasMessageContaining("the data of step 'work'");
    }

    @Test
    void changingAnObjectAfterItWasPutChangesNothing() {
        List<String> value = new ArrayList<>(List.of("a"));
        List<String> read = new ArrayList<>();
        Pipeline pipeline = Pipeline.named("mutating")
                .step("put", context -> {
                    context.put(LIST, value);
                    value.add("b");
                    read.addAll(context.get(LIST));
                    context.get(LIST).add("c");
                    return StepResult.done();
                })
                .build();

        assertThat(Mode.RECORDED.run(pipeline).get(LIST)).containsExactly("a");
        assertThat(read).containsExactly("a");
    }

    @Test
    void getDecodesOncePerAttempt() {
        Pipeline pipeline = Pipeline.named("once")
                .step("put", context -> {
                    context.put(LIST, List.of("a"));
                    return StepResult.done();
                })
                .step("first", context -> StepResult.done("", context.get(LIST) == context.get(LIST)))
                .step("change", context -> {
                    context.get(LIST).add("b");
                    return StepResult.done();
                })
                .step("second", context -> StepResult.done("", context.get(LIST).size()))
                .build();

        var values = Mode.RECORDED.run(pipeline);

        assertThat(values.result("first")).isEqualTo(true);
        assertThat(values.result("second")).isEqualTo(1);
    }

    @Test
    void aLambdaUnderAKeyOfAnyTypeFailsItsStepNamingTheKey() {
        Key<Object> any = Key.of("k", Object.class);
        Runnable lambda = () -> {};
        Pipeline pipeline = Pipeline.named("lambda")
                .step("put", context -> {
                    context.put(any, lambda);
                    return StepResult.done();
                })
                .build();

        assertThatThrownBy(() -> Mode.RECORDED.run(pipeline))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("at step 'put'")
                .cause()
                .isInstanceOf(ValueTypeException.class)
                .hasMessageContaining("key 'k'")
                .hasMessageContaining("it is a lambda");
    }

    @Test
    void manyThreadsReadOneResult() throws Exception {
        Pipeline pipeline = Pipeline.named("shared")
                .step("put", context -> {
                    context.put(LIST, List.of("a", "b"));
                    return StepResult.done("", List.of(1, 2));
                })
                .build();
        var values = Mode.RECORDED.run(pipeline);
        CyclicBarrier start = new CyclicBarrier(8);
        List<CompletableFuture<Void>> readers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 8; i++) {
                readers.add(CompletableFuture.runAsync(() -> readAgainAndAgain(values, start), threads));
            }
            for (CompletableFuture<Void> reader : readers) {
                reader.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each reader has a list of its own. */
    private static void readAgainAndAgain(Values values, CyclicBarrier start) {
        try {
            start.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the readers did not come together", e);
        }
        for (int i = 0; i < 1_000; i++) {
            List<String> read = values.get(LIST);
            read.add("c");
            assertThat(read).containsExactly("a", "b", "c");
            assertThat(values.find(LIST)).hasValue(List.of("a", "b"));
            assertThat(values.result("put")).isEqualTo(List.of(1, 2));
        }
    }

    @Test
    void secretValuesStandInNoEventAndNoText() throws Exception {
        Key<String> token = Key.of("token", String.class).secret();
        Heard heard = new Heard();
        PipelineBuilder builder = Pipeline.named("secret").input(token).step("use", context -> {
            context.put(token, context.get(token) + "-and-xyzzy");
            return StepResult.done("used", "plain");
        });
        builder.step("wrong", context -> StepResult.done("" + context.get(Key.of("token", Integer.class))));
        StringBuilder texts = new StringBuilder();
        InMemoryRepository repository = InMemoryRepository.create();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .pipeline(builder.build())
                .listener(heard)
                .build()) {
            Inputs inputs = token.is("xyzzy");
            Run run = engine.submit("secret", inputs);
            RunResult result = Mode.ended(run);
            try (var feed = run.events(0)) {
                texts.append(feed.next(100, Duration.ofSeconds(5)));
            }
            texts.append(inputs)
                    .append(run)
                    .append(result)
                    .append(result.message())
                    .append(heard.events());
            texts.append(repository.query().find(run.id()).orElseThrow());
            repository
                    .log()
                    .follow(EventFilter.all(), 0, 100)
                    .forEach(row -> texts.append(row.event()).append(row));
            assertThat(result.get(token)).isEqualTo("xyzzy-and-xyzzy");
        }

        assertThat(texts.toString()).contains("secret").doesNotContain("xyzzy");
    }

    private static <T> void put(WorkflowContext context, Key.Value<T> value) {
        context.put(value.key(), value.value());
    }
}
