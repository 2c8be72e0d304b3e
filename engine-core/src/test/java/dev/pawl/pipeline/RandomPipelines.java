package dev.pawl.pipeline;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Valid pipelines of all kinds of nodes, the same ones for the same seed. Confined to one pipeline. */
public final class RandomPipelines {
    /** How deep containers go into each other. */
    public static final int DEPTH = 4;

    static final Key<String> TEXT = Key.of("text", String.class);
    static final Key<Integer> COUNT = Key.of("count", Integer.class);
    static final Key<List<String>> LIST = Key.listOf("list", String.class);
    static final Key<String> ITEM = Key.of("item", String.class);
    static final Key<Integer> INDEX = Key.of("index", Integer.class);
    static final Key<String> RESULT = Key.of("result", String.class);
    static final Key<List<String>> RESULTS = Key.listOf("results", String.class);
    static final Key<String> ANSWER = Key.of("answer", String.class);

    private final Random random;
    private final Step code;
    private int ids;

    private RandomPipelines(long seed, Step code) {
        this.random = new Random(seed);
        this.code = code;
    }

    /** The pipeline of this seed; its inline steps do nothing. */
    public static Pipeline of(long seed) {
        return of(seed, context -> StepResult.done());
    }

    /** The pipeline of this seed with this code in all its inline steps. */
    public static Pipeline of(long seed, Step code) {
        return new RandomPipelines(seed, code).pipeline("random", DEPTH);
    }

    private Pipeline pipeline(String name, int depth) {
        PipelineBuilder builder = Pipeline.named(name)
                .version(1 + random.nextInt(9))
                .input(TEXT, "t" + random.nextInt(9))
                .input(COUNT)
                .optionalInput(LIST);
        if (random.nextBoolean()) {
            builder.deadline(Duration.ofMinutes(1 + random.nextInt(99)));
        }
        fill(builder, depth);
        if (random.nextBoolean()) {
            builder.lastly(id(), code, o -> o.weight(1 + random.nextInt(9)).with("last", true));
        }
        return builder.build();
    }

    private void fill(Sequence<?> sequence, int depth) {
        int nodes = 1 + random.nextInt(4);
        for (int i = 0; i < nodes; i++) {
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
                    cases.when(id(), condition(2), body(depth)).when(id(), condition(2), body(depth));
                    if (random.nextBoolean()) {
                        cases.otherwise(body(depth));
                    }
                });
            case 2 ->
                to.forEach(id(), LIST, ITEM, each -> {
                    each.index(INDEX).maxConcurrent(1 + random.nextInt(3)).maxFailures(random.nextInt(2));
                    if (random.nextBoolean()) {
                        each.collect(RESULT, RESULTS);
                    }
                    fill(each, depth);
                });
            case 3 -> to.loopWhile(id(), condition(2), 1 + random.nextInt(9), body(depth));
            case 4 -> to.loopUntil(id(), condition(2), 1 + random.nextInt(9), body(depth));
            default -> to.sub(id(), pipeline("inner-" + ids, depth), s -> s.with("count", random.nextInt(9)));
        }
    }

    private void addLeaf(Sequence<?> to) {
        switch (random.nextInt(7)) {
            case 0, 1 -> to.step(id(), code, this::options);
            case 2 -> to.step(id(), "type-" + random.nextInt(3), this::options);
            case 3 -> to.step(id(), TEXT, RESULT, text -> text + "!", this::options);
            case 4 -> to.sub(id(), "other-" + random.nextInt(3), s -> s.version(1 + random.nextInt(3)));
            case 5 ->
                to.approval(
                        id(), a -> a.role("editor").expires(hours(), "rejected").into(ANSWER));
            default -> to.signal(id(), s -> s.name("go-" + random.nextInt(9))).sleep(id(), hours());
        }
    }

    private StepOptions options(StepOptions options) {
        List<Consumer<StepOptions>> all = new ArrayList<>(List.of(
                o -> o.name("Step " + random.nextInt(9)),
                o -> o.with("value", random.nextInt(9)).with("tree", Map.of("list", List.of(1.5, true, "x"))),
                o -> o.with("from", Reference.of("text")),
                o -> o.retry(Retry.times(2 + random.nextInt(9))
                        .backoff(hours())
                        .factor(2)
                        .jitter(0.5)),
                o -> o.timeout(hours()),
                o -> o.fallback(code),
                o -> o.compensate("undo", undo -> undo.with("count", Reference.of(COUNT))),
                o -> o.delay(hours()),
                o -> o.errorChance(random.nextInt(9) / 16.0),
                o -> o.weight(1 + random.nextInt(9))));
        for (int i = random.nextInt(4); i > 0; i--) {
            all.remove(random.nextInt(all.size())).accept(options);
        }
        return options;
    }

    private Condition condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> Condition.equal("text", "t" + random.nextInt(9));
            case 1 -> Condition.exists("list[" + random.nextInt(9) + "]");
            case 2 -> Condition.in("count", random.nextInt(9), 10, 11.5);
            case 3 -> Condition.lessThan("count", random.nextInt(9));
            case 4 -> Condition.inline(values -> values.find(TEXT).isPresent());
            case 5 -> Condition.not(condition(depth - 1));
            case 6 -> condition(depth - 1).and(condition(depth - 1));
            default -> condition(depth - 1).or(condition(depth - 1));
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

    private Duration hours() {
        return Duration.ofHours(1 + random.nextInt(9));
    }

    private String id() {
        return "n" + ids++;
    }
}
