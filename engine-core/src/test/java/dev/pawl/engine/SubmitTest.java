package dev.pawl.engine;

import static dev.pawl.engine.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is taken and what is refused. */
@Timeout(60)
class SubmitTest {
    private static final Key<String> SITE = Key.of("site", String.class);
    private static final Key<Integer> PAGES = Key.of("pages", Integer.class);

    private final AtomicInteger bodies = new AtomicInteger();
    private final Pipeline publish = Pipeline.named("publish")
            .step("count", context -> {
                bodies.incrementAndGet();
                return StepResult.done();
            })
            .build();

    @Test
    void aKeyGivenTwiceIsOneRun() {
        try (WorkflowEngine engine = engine(publish)) {
            Run first = engine.submit("publish", SITE.is("a"), SubmitOptions.key("k"));
            Mode.ended(first);
            Run second = engine.submit("publish", SITE.is("a"), SubmitOptions.key("k"));

            assertThat(second.id()).isEqualTo(first.id());
            assertThat(Mode.ended(second).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(bodies).hasValue(1);
        }
    }

    @Test
    void aKeyGivenWithOtherInputsIsRefusedNamingTheRunThatHasIt() {
        try (WorkflowEngine engine = engine(publish)) {
            Run first = engine.submit("publish", SITE.is("a"), SubmitOptions.key("k"));

            assertThatThrownBy(() -> engine.submit("publish", SITE.is("b"), SubmitOptions.key("k")))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.KEY_TAKEN))
                    .hasMessageContaining("'k'")
                    .hasMessageContaining(first.id());
            Mode.ended(first);
            assertThat(engine.verify()).isEmpty();
        }
    }

    @Test
    void sixteenThreadsWithOneKeyMakeOneRun() throws Exception {
        for (int round = 0; round < 50; round++) {
            bodies.set(0);
            try (WorkflowEngine engine = engine(publish)) {
                Set<String> ids = ConcurrentHashMap.newKeySet();
                together(16, () -> {
                    Run run = engine.submit("publish", SITE.is("a"), SubmitOptions.key("k"));
                    ids.add(run.id());
                    assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
                });

                assertThat(ids).as("round " + round).hasSize(1);
                assertThat(bodies).hasValue(1);
            }
        }
    }

    @Test
    void anUnknownPipelineIsRefusedNamingThoseThatAreThere() {
        Pipeline other =
                Pipeline.named("archive").step("a", c -> StepResult.done()).build();
        try (WorkflowEngine engine =
                WorkflowEngine.builder().pipeline(publish).pipeline(other).build()) {
            assertThatThrownBy(() -> engine.submit("publsh", Inputs.none()))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_PIPELINE))
                    .hasMessageContaining("'publsh'")
                    .hasMessageContaining("[archive, publish]");
        }
    }

    @Test
    void aPipelineOfTheSameNameInTwoVersionsIsSubmittedInTheNewest() {
        Key<Integer> version = Key.of("version", Integer.class);
        EngineBuilder builder = WorkflowEngine.builder();
        for (int number : new int[] {2, 10, 9}) {
            builder.pipeline(Pipeline.named("versioned")
                    .version(number)
                    .step("say", context -> {
                        context.put(version, number);
                        return StepResult.done();
                    })
                    .build());
        }
        try (WorkflowEngine engine = builder.build()) {
            assertThat(Mode.ended(engine.submit("versioned", Inputs.none())).get(version))
                    .isEqualTo(10);
        }
    }

    @Test
    void aPipelineRegisteredTwiceIsRefused() {
        EngineBuilder builder = WorkflowEngine.builder().pipeline(publish).pipeline(publish);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'publish'")
                .hasMessageContaining("version 1");
    }

    @Test
    void javaCodeThatIsNotRegisteredIsRefusedNamingItsNode() {
        Pipeline inline = Pipeline.named("inline")
                .step("typed", "test.none")
                .step("coded", context -> StepResult.done())
                .build();
        try (WorkflowEngine engine = engine(publish)) {
            assertThatThrownBy(() -> engine.submit(inline, Inputs.none(), SubmitOptions.defaults()))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INLINE))
                    .hasMessageContaining("'inline'")
                    .hasMessageContaining("'coded'");
        }
    }

    @Test
    void aRegisteredPipelineIsSubmittedByItself() {
        try (WorkflowEngine engine = engine(publish)) {
            Run run = engine.submit(publish, Inputs.none(), SubmitOptions.defaults());

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void inputsThatAreMissingOrWrongAreNamedAllAtOnce() {
        Pipeline strict = Pipeline.named("strict")
                .input(SITE)
                .input(PAGES)
                .input(Key.of("owner", String.class))
                .step("work", context -> StepResult.done())
                .build();
        Inputs wrong = Inputs.of(Key.of("pages", String.class).is("many"));
        try (WorkflowEngine engine = engine(strict)) {
            assertThatThrownBy(() -> engine.submit("strict", wrong))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INPUTS))
                    .hasMessageContaining("'site' is missing")
                    .hasMessageContaining("'owner' is missing")
                    .hasMessageContaining("'pages' is a String instead of java.lang.Integer");
            assertThatThrownBy(() -> engine.run(strict, wrong)).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void anInputGivenTwiceIsRefused() {
        try (WorkflowEngine engine = engine(publish)) {
            assertThatThrownBy(() -> engine.submit("publish", Inputs.of(SITE.is("a"), SITE.is("b"))))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("'site' is given twice");
        }
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        Pipeline lenient = Pipeline.named("lenient")
                .input(PAGES, 3)
                .optionalInput(SITE)
                .step("work", context -> StepResult.done("", context.get(PAGES)))
                .build();
        try (WorkflowEngine engine = engine(lenient)) {
            assertThat(Mode.ended(engine.submit("lenient", Inputs.none())).get(PAGES))
                    .isEqualTo(3);
            assertThat(Mode.ended(engine.submit("lenient", PAGES.is(5))).get(PAGES))
                    .isEqualTo(5);
            assertThat(engine.run(lenient).get(PAGES)).isEqualTo(3);
            assertThat(engine.run(lenient).find(SITE)).isEmpty();
        }
    }

    @Test
    void whatWasRefusedLeavesNothingBehind() {
        InMemoryRepository repository = InMemoryRepository.create();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .pipeline(publish)
                .build()) {
            assertThatThrownBy(() -> engine.submit("nothing", Inputs.none())).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() ->
                            engine.submit("publish", Key.of("o", Object.class).is(new Object())))
                    .isInstanceOf(dev.pawl.api.ValueTypeException.class);

            assertThat(repository.log().lastPosition()).isZero();
        }
    }

    @Test
    void durableRunsAreNotRecordedInMemory() {
        EngineBuilder builder = WorkflowEngine.builder().requireDurable().repository(InMemoryRepository.create());

        refused(Reason.NOT_DURABLE, builder::build).hasMessageContaining("the repository in memory");
        refused(
                        Reason.NOT_DURABLE,
                        () -> WorkflowEngine.builder().requireDurable().build())
                .hasMessageContaining("no repository");
    }

    private static WorkflowEngine engine(Pipeline pipeline) {
        return WorkflowEngine.builder().pipeline(pipeline).build();
    }

    private static void together(int threads, Runnable task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                ends.add(pool.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    task.run();
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get(20, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
