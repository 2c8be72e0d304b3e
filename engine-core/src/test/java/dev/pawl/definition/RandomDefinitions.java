package dev.pawl.definition;

import dev.pawl.api.Key;
import dev.pawl.pipeline.Body;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.pipeline.Reference;
import dev.pawl.pipeline.Retry;
import dev.pawl.pipeline.Sequence;
import dev.pawl.pipeline.StepOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Pipelines of all kinds of nodes, without Java code, the same one for the same seed. Confined to one pipeline. */
final class RandomDefinitions {
    private static final int DEPTH = 3;
    private static final Key<String> TEXT = Key.of("text", String.class);
    private static final Key<Integer> COUNT = Key.of("count", Integer.class);
    private static final Key<Double> SHARE = Key.of("share", Double.class);
    private static final Key<Boolean> FLAG = Key.of("flag", Boolean.class).secret();
    private static final Key<List<String>> LIST = Key.listOf("list", String.class);
    private static final Key<Map<String, Long>> MAP = Key.mapOf("map", Long.class);
    private static final Key<Object> ANY = Key.of("any", Object.class);
    private static final Key<String> ITEM = Key.of("item", String.class).secret();
    private static final Key<Integer> INDEX = Key.of("index", Integer.class);
    private static final Key<Integer> RESULT = Key.of("result", Integer.class);
    private static final Key<List<Integer>> RESULTS = Key.listOf("results", Integer.class);
    private static final List<String> WORDS =
            List.of("plain", "", "two words", "\"quoted\" \\ and\nbroken\t", "žluť 🐎 \u0000 \u2028");

    private final Random random;
    private int ids;

    private RandomDefinitions(long seed) {
        this.random = new Random(seed);
    }

    static Pipeline of(long seed) {
        return new RandomDefinitions(seed).pipeline("random", DEPTH);
    }

    private Pipeline pipeline(String name, int depth) {
        PipelineBuilder builder = Pipeline.named(name);
        maybe(() -> builder.version(1 + random.nextInt(9)));
        builder.input(TEXT, word()).input(COUNT).optionalInput(LIST).input(SHARE, random.nextInt(9) / 4.0);
        maybe(() -> builder.input(FLAG, true));
        maybe(() -> builder.input(MAP, Map.of("a", 1L << (32 + random.nextInt(31)))));
        if (random.nextBoolean()) {
            builder.input(ANY, List.of(1, "a", Map.of("b", 2.5)));
        } else {
            builder.optionalInput(ANY);
        }
        maybe(() -> builder.optionalInput(INDEX));
        maybe(() -> builder.deadline(time()));
        fill(builder, depth);
        maybe(() -> builder.lastly(
                id(), "type-9", o -> alternative(o).retry(retry()).fallback("type-3")));
        return builder.build();
    }

    private void fill(Sequence<?> sequence, int depth) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            if (depth > 0 && random.nextInt(3) > 0) {
                addContainer(sequence, depth - 1);
            } else {
                addLeaf(sequence);
            }
        }
    }

    private void addContainer(Sequence<?> to, int depth) {
        switch (random.nextInt(6)) {
            case 0 ->
                to.parallel(id(), join(), branches -> {
                    for (int i = 0; i < 3; i++) {
                        branches.branch(id(), body(depth));
                    }
                });
            case 1 ->
                to.branch(id(), cases -> {
                    cases.when(id(), condition(3), body(depth)).when(id(), condition(3), body(depth));
                    maybe(() -> cases.otherwise(body(depth)));
                });
            case 2 ->
                to.forEach(id(), LIST, ITEM, each -> {
                    maybe(() -> each.index(INDEX));
                    maybe(() -> each.maxConcurrent(2 + random.nextInt(3)));
                    maybe(() -> each.maxFailures(1 + random.nextInt(2)));
                    switch (random.nextInt(3)) {
                        case 0 -> each.collect(RESULT, RESULTS);
                        case 1 -> each.collect(RESULT);
                        default -> {}
                    }
                    fill(each, depth);
                });
            case 3 -> to.loopWhile(id(), condition(3), 1 + random.nextInt(9), body(depth));
            case 4 -> to.loopUntil(id(), condition(3), 1 + random.nextInt(9), body(depth));
            default -> to.sub(id(), pipeline("inner-" + ids, depth), s -> s.with("count", random.nextInt(9)));
        }
    }

    private void addLeaf(Sequence<?> to) {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> to.step(id(), "type-" + random.nextInt(3), this::options);
            case 3 ->
                to.sub(
                        id(),
                        "other-" + random.nextInt(3),
                        s -> random.nextBoolean()
                                ? s.version(1 + random.nextInt(3))
                                : s.with("text", Reference.of("text")));
            case 4 -> to.sleep(id(), random.nextInt(9) == 0 ? Duration.ZERO : time());
            case 5 -> to.sleepUntil(id(), "any.hours[" + random.nextInt(9) + "]");
            case 6 ->
                to.signal(id(), s -> {
                    maybe(() -> s.name("go-" + random.nextInt(9)));
                    maybe(() -> s.expires(time(), "none came"));
                    return random.nextBoolean() ? s.into(RESULT) : s;
                });
            default ->
                to.approval(id(), a -> {
                    maybe(() -> a.name("go-" + random.nextInt(9)));
                    maybe(() -> a.expires(time()));
                    maybe(() -> a.role("editor")
                            .role("chief "
                                    + word().strip()
                                            .lines()
                                            .findFirst()
                                            .orElse("x")
                                            .replaceAll("[^a-z ]", "")));
                    maybe(a::continueWhenRejected);
                    return random.nextBoolean() ? a.expires(time(), "rejected") : a.into(RESULT);
                });
        }
    }

    private StepOptions options(StepOptions options) {
        alternative(options);
        boolean once = random.nextInt(6) == 0;
        if (once) {
            options.externalOnce();
        } else {
            maybe(() -> options.retry(retry()));
        }
        maybe(() -> options.fallback("type-3", this::alternative));
        if (random.nextBoolean()) {
            UnaryOperator<StepOptions> undo = o -> random.nextBoolean()
                    ? alternative(o).retry(retry())
                    : alternative(o).externalOnce();
            options.compensate("type-4", undo);
        } else if (!once && random.nextInt(3) == 0) {
            options.effect(Effect.PURE);
        }
        return options;
    }

    private StepOptions alternative(StepOptions options) {
        List<Consumer<StepOptions>> all = new ArrayList<>(List.of(
                o -> o.name("Step " + random.nextInt(9) + " – ž"),
                o -> o.with("value", random.nextInt(9))
                        .with("tree", Map.of("list", List.of(1.5, true, word(), Map.of()))),
                o -> o.with("large", Long.MAX_VALUE - random.nextInt(9)).with("small", -1e-9 * random.nextInt(9)),
                o -> o.with("to", Reference.of("text")).with("deep", List.of(Map.of("from", "any.a[3].b"))),
                o -> o.timeout(time()),
                o -> o.delay(time()),
                o -> o.errorChance(random.nextInt(9) / 16.0),
                o -> o.weight(2 + random.nextInt(9))));
        for (int i = random.nextInt(5); i > 0; i--) {
            all.remove(random.nextInt(all.size())).accept(options);
        }
        return options;
    }

    private Retry retry() {
        Retry retry = Retry.times(1 + random.nextInt(9));
        return random.nextBoolean()
                ? retry
                : retry.backoff(time())
                        .factor(1 + random.nextInt(9) / 4.0)
                        .jitter(random.nextInt(5) / 4.0)
                        .cap(time());
    }

    private Condition condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 11 : 7)) {
            case 0 -> Condition.equal("text", word());
            case 1 -> Condition.exists("list[" + random.nextInt(9) + "]");
            case 2 -> Condition.in("count", random.nextInt(9), 10, 11.5);
            case 3 -> Condition.lessThan("count", random.nextInt(9));
            case 4 -> Condition.atMost("count", Reference.of(SHARE));
            case 5 -> Condition.moreThan("text", word());
            case 6 ->
                random.nextBoolean() ? Condition.atLeast("share", 0.5) : Condition.equal("any.x", Reference.of("text"));
            case 7, 8 -> Condition.not(condition(depth - 1));
            case 9 -> Condition.all(condition(depth - 1), condition(depth - 1));
            default -> Condition.any(condition(depth - 1));
        };
    }

    private Join join() {
        return switch (random.nextInt(3)) {
            case 0 -> Join.all();
            case 1 -> Join.any();
            default -> Join.atLeast(1 + random.nextInt(3));
        };
    }

    private Consumer<Body> body(int depth) {
        return body -> fill(body, depth);
    }

    private Duration time() {
        return Duration.ofNanos(1 + (random.nextLong() >>> (10 + random.nextInt(50))));
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private String id() {
        return "n" + ids++;
    }

    private void maybe(Runnable action) {
        if (random.nextBoolean()) {
            action.run();
        }
    }
}
