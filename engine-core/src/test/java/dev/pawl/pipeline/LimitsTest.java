package dev.pawl.pipeline;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Step NOTHING = context -> StepResult.done();
    private static final int SMALL_STACK = 256 * 1024;

    @Test
    void aHundredThousandStepsAreBuiltInTimeThatGrowsWithTheirNumber() {
        flat(100_000).build().fingerprint();
        long small = nanos(10_000);
        long large = nanos(100_000);

        assertThat(large).isLessThan(ofSeconds(1).toNanos()).isLessThan(40 * Math.max(small, 2_000_000));
    }

    @Test
    void moreNodesThanAllowedAreRefusedWithThePlace() {
        assertThat(flat(Limits.NODES).build().nodes()).hasSize(Limits.NODES);
        assertThatThrownBy(() -> flat(Limits.NODES + 1).build())
                .hasMessage("pipeline 'flat' cannot be built, 1 problem: s200000: makes more than 200000 nodes:"
                        + " split the pipeline");
    }

    @Test
    void nestingUpToTheLimitWorksOnASmallStack() throws Exception {
        Pipeline[] built = new Pipeline[1];

        onSmallStack(() -> {
            Node node = new StepNode("s", "s", "x", Optional.empty(), Map.of(), StepPolicy.DEFAULT);
            for (int i = 0; i < Limits.DEPTH; i++) {
                node = new ParallelNode("p", Join.all(), List.of(new Branch("b", List.of(node))));
            }
            built[0] = Pipeline.named("deep").add(node).build();
            built[0].fingerprint();
        });

        assertThat(Places.find(built[0], "p/b/".repeat(Limits.DEPTH) + "s")).isPresent();
    }

    @Test
    void tenThousandLevelsOfNodesAreRefusedOnASmallStack() throws Exception {
        List<Throwable> failures = onSmallStack(() -> {
            Node node = new StepNode("s", "s", "x", Optional.empty(), Map.of(), StepPolicy.DEFAULT);
            for (int i = 0; i < 10_000; i++) {
                node = new LoopNode("l", LoopNode.Mode.WHILE, Condition.exists("x"), 1, List.of(node));
            }
            Pipeline.named("deep").add(node).build();
        });

        assertThat(failures.get(0))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessage("pipeline 'deep' cannot be built, 1 problem: " + "l/".repeat(Limits.DEPTH)
                        + "l: lies deeper than 64 levels: make it a pipeline of its own");
    }

    @Test
    void aDefinitionThatCallsItselfIsRefusedOnASmallStack() throws Exception {
        List<Throwable> failures = onSmallStack(() -> {
            Consumer<Body>[] self = onlyOne();
            self[0] = body -> body.loopWhile("l", Condition.exists("x"), 1, self[0]);
            Pipeline.named("deep")
                    .loopWhile("l", Condition.exists("x"), 1, self[0])
                    .build();
        });

        assertThat(failures.get(0))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessage("pipeline 'deep' cannot be built, 1 problem: " + "l/".repeat(Limits.DEPTH)
                        + "l: lies deeper than 64 levels: make it a pipeline of its own");
    }

    @Test
    void pipelinesInPipelinesAreRefusedBeyondTheDepth() throws Exception {
        List<Throwable> failures = onSmallStack(() -> {
            Pipeline inner = Pipeline.named("inner").step("s", "x").build();
            for (int i = 0; i < 10_000; i++) {
                inner = Pipeline.named("p" + i).sub("in", inner).build();
                inner.fingerprint();
            }
        });

        assertThat(failures.get(0))
                .hasMessage("pipeline 'p64' cannot be built, 1 problem:"
                        + " in: lies deeper than 64 levels: make it a pipeline of its own");
    }

    @Test
    void aPipelineThatUnfoldsToAMillionNodesIsRefusedAtOnce() {
        assertTimeoutPreemptively(
                ofSeconds(20),
                () -> assertThatThrownBy(() -> {
                            Pipeline inner =
                                    Pipeline.named("inner").step("s", "x").build();
                            for (int i = 0; i < 60; i++) {
                                inner = Pipeline.named("p" + i)
                                        .sub("a", inner)
                                        .sub("b", inner)
                                        .build();
                            }
                        })
                        .hasMessage("pipeline 'p16' cannot be built, 1 problem: b: makes more than 200000 nodes:"
                                + " split the pipeline"));
    }

    @Test
    void tenThousandLevelsOfConditionsAreRefusedOnASmallStack() throws Exception {
        List<Throwable> failures = onSmallStack(() -> {
            Condition condition = Condition.exists("x");
            for (int i = 0; i < 10_000; i++) {
                condition = Condition.not(condition);
            }
            Condition deep = condition;
            Pipeline.named("p")
                    .loopWhile("l", deep, 1, b -> b.step("s", NOTHING))
                    .build();
        });

        assertThat(failures.get(0))
                .hasMessage("pipeline 'p' cannot be built, 1 problem:"
                        + " l: condition has more than 100 levels or 100000 parts: make it smaller");
    }

    @Test
    void settingsAreLimitedInSum() {
        PipelineBuilder builder = Pipeline.named("p");
        Map<String, Object> large = Map.of("text", "x".repeat(900_000));
        for (int i = 0; i < 20; i++) {
            builder.step("s" + i, "x", s -> s.with(large));
        }

        assertThatThrownBy(builder::build)
                .hasMessage("pipeline 'p' cannot be built, 1 problem: s17: makes more than 16000000 characters of"
                        + " settings: keep large texts elsewhere");
    }

    @Test
    void manyReferencesToOneNameStayFast() {
        PipelineBuilder builder = Pipeline.named("p");
        for (int i = 0; i < 40_000; i++) {
            builder.loopWhile(
                    "l" + i,
                    Condition.exists("same"),
                    1,
                    b -> b.step("same", "x", s -> s.with("a", Reference.of("same"))));
        }

        assertTimeoutPreemptively(ofSeconds(5), builder::build);
    }

    @Test
    void pipelinesThatNameEachOtherInACircleAreFound() {
        Map<String, Pipeline> registered = Map.of(
                "a", Pipeline.named("a").sub("x", "b").build(),
                "b",
                        Pipeline.named("b")
                                .loopWhile("l", Condition.exists("x"), 1, l -> l.sub("y", "c"))
                                .build(),
                "c", Pipeline.named("c").sub("again", "b").build());

        assertThatThrownBy(() ->
                        Nesting.check(registered.get("a"), sub -> Optional.ofNullable(registered.get(sub.pipeline()))))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessage("pipeline 'a' cannot be built, 1 problem: x/l/y/again: pipelines go in a circle,"
                        + " b 1 → c 1 → b 1: take one of them out");
    }

    @Test
    void chainsOfNamesKeepTheLimits() throws Exception {
        List<Throwable> failures = onSmallStack(() -> Nesting.check(
                Pipeline.named("p0").sub("in", "p1").build(),
                sub -> Optional.of(Pipeline.named(sub.pipeline())
                        .sub("in", "p" + (Integer.parseInt(sub.pipeline().substring(1)) + 1))
                        .build())));

        assertThat(failures.get(0))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageEndingWith("in: lies deeper than 64 levels: make it a pipeline of its own");
        assertThatThrownBy(() -> Nesting.check(
                        Pipeline.named("p0").sub("l", "p1").sub("r", "p1").build(),
                        sub -> Optional.of(doubling(sub.pipeline()))))
                .hasMessageEndingWith("makes more than 200000 nodes: split the pipeline");
        Nesting.check(Pipeline.named("p").sub("in", "unknown").build(), sub -> Optional.empty());
    }

    private static Pipeline doubling(String name) {
        int number = Integer.parseInt(name.substring(1));
        PipelineBuilder builder = Pipeline.named(name).step("s", NOTHING);
        return number == 30
                ? builder.build()
                : builder.sub("l", "p" + (number + 1))
                        .sub("r", "p" + (number + 1))
                        .build();
    }

    private static PipelineBuilder flat(int steps) {
        PipelineBuilder builder = Pipeline.named("flat");
        for (int i = 0; i < steps; i++) {
            builder.step("s" + i, NOTHING);
        }
        return builder;
    }

    /** The best of five. */
    private static long nanos(int steps) {
        long[] all = new long[5];
        for (int i = 0; i < all.length; i++) {
            long start = System.nanoTime();
            flat(steps).build();
            all[i] = System.nanoTime() - start;
        }
        return Arrays.stream(all).min().orElseThrow();
    }

    private static List<Throwable> onSmallStack(Runnable action) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        Thread thread = new Thread(null, action, "small-stack", SMALL_STACK);
        thread.setUncaughtExceptionHandler((t, failure) -> failures.add(failure));
        thread.start();
        thread.join();
        return failures;
    }

    @SuppressWarnings("unchecked")
    private static Consumer<Body>[] onlyOne() {
        return (Consumer<Body>[]) new Consumer<?>[1];
    }
}
