package dev.pawl.pipeline;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineBuilderTest {
    private static final Step NOTHING = context -> StepResult.done();

    @Test
    void theFirstProgramReadsAsItIsWritten() {
        Key<String> name = Key.of("name", String.class), greeting = Key.of("greeting", String.class);

        Pipeline hello = Pipeline.named("hello")
                .step("greet", name, greeting, n -> "Hello, " + n)
                .step("shout", ctx -> {
                    ctx.put(greeting, ctx.get(greeting).toUpperCase());
                    return StepResult.done("shouted");
                })
                .build();

        assertThat(hello.shape())
                .isEqualTo(Map.of(
                        "name",
                        "hello",
                        "version",
                        1,
                        "steps",
                        List.of(Map.of("id", "greet", "uses", "inline"), Map.of("id", "shout", "uses", "inline"))));
        assertThat(hello).hasToString("pipeline 'hello' 1");
    }

    @Test
    void everyKindOfNodeHasItsShape() {
        Key<List<String>> pages = Key.listOf("pages", String.class);
        Key<String> page = Key.of("page", String.class);
        Key<Integer> number = Key.of("number", Integer.class);
        Key<Long> bytes = Key.of("bytes", Long.class);
        Key<List<Long>> sizes = Key.listOf("sizes", Long.class);
        Key<String> token = Key.of("token", String.class).secret();

        Pipeline publish = Pipeline.named("publish")
                .version(2)
                .input(pages)
                .input(Key.of("mode", String.class), "fast")
                .optionalInput(token)
                .deadline(ofDays(30))
                .step("check", "checker", s -> s.name("Check all").with("pages", Reference.of(pages)))
                .parallel(
                        "media",
                        Join.atLeast(1),
                        both -> both.branch("small", b -> b.step("scale", "scaler"))
                                .branch("large", b -> b.step("scale", "scaler")))
                .branch(
                        "how",
                        cases -> cases.when("fast", Condition.equal("mode", "fast"), b -> b.step("skip", NOTHING))
                                .when("code", values -> values.find(token).isPresent(), b -> b.step("use", NOTHING))
                                .otherwise(b -> b.sleep("rest", ofSeconds(5))))
                .forEach(
                        "each",
                        pages,
                        page,
                        each -> each.index(number)
                                .maxConcurrent(4)
                                .maxFailures(1)
                                .collect(bytes, sizes)
                                .step("count", page, bytes, text -> (long) text.length()))
                .loopUntil("poll", Condition.equal("ask.state", "done"), 10, b -> b.step("ask", "http"))
                .loopWhile("more", Condition.exists("next"), 3, b -> b.step("next", "http"))
                .sub("notify", "mailer", s -> s.version(3).with("to", "ops"))
                .signal("paid", s -> s.expires(ofDays(1), "late"))
                .approval("review", a -> a.role("editor").role("chief").continueWhenRejected())
                .sleepUntil("until", "check.at")
                .lastly("clean", "cleaner")
                .build();

        assertThat(text(publish.shape()))
                .isEqualTo(String.join(
                        "\n",
                        "{name=publish, version=2,",
                        " inputs=[{name=pages, type=list, required=true}, {name=mode, type=string, default=fast},"
                                + " {name=token, type=string, secret=true}],",
                        " deadline=PT720H, steps=[",
                        " {id=check, name=Check all, uses=checker, with={pages={from=pages}}},",
                        " {id=media, kind=parallel, join={atLeast=1}, branches=[{id=small, steps=[{id=scale, uses=scaler}]},"
                                + " {id=large, steps=[{id=scale, uses=scaler}]}]},",
                        " {id=how, kind=branch, cases=[{id=fast, when={from=mode, equals=fast}, steps=[{id=skip, uses=inline}]},"
                                + " {id=code, when=inline, steps=[{id=use, uses=inline}]}],"
                                + " otherwise=[{id=rest, kind=sleep, for=PT5S}]},",
                        " {id=each, kind=for-each, items=pages, item={name=page, type=string}, index=number,"
                                + " collect={result={name=bytes, type=integer}, into={name=sizes, type=list}},"
                                + " maxConcurrent=4, maxFailures=1, steps=[{id=count, uses=inline}]},",
                        " {id=poll, kind=loop, until={from=ask.state, equals=done}, atMost=10,"
                                + " steps=[{id=ask, uses=http}]},",
                        " {id=more, kind=loop, while={exists=next}, atMost=3, steps=[{id=next, uses=http}]},",
                        " {id=notify, kind=sub, pipeline=mailer, version=3, with={to=ops}},",
                        " {id=paid, kind=signal, expiry=PT24H, default=late},",
                        " {id=review, kind=approval, roles=[editor, chief], continues=true},",
                        " {id=until, kind=sleep, until=check.at}], finally=[{id=clean, uses=cleaner}]}"));
    }

    @Test
    void everyPolicyOfAStepHasItsShape() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "pay",
                        NOTHING,
                        s -> s.externalOnce()
                                .retry(Retry.times(3)
                                        .backoff(ofSeconds(1))
                                        .factor(2)
                                        .cap(ofSeconds(9))
                                        .jitter(0.5)
                                        .onlyIf(IOException.class::isInstance))
                                .timeout(ofSeconds(5))
                                .fallback("bill", f -> f.with("days", 14))
                                .compensate(NOTHING, c -> c.retry(5))
                                .delay(ofSeconds(2))
                                .errorChance(0.25)
                                .weight(7))
                .build();

        assertThat(pipeline.nodes().get(0).shape().toString())
                .isEqualTo("{id=pay, uses=inline, delay=PT2S, errorChance=0.25,"
                        + " retry={attempts=3, backoff=PT1S, factor=2.0, cap=PT9S, jitter=0.5, onlyIf=inline},"
                        + " timeout=PT5S, effect=external-once, weight=7,"
                        + " fallback={id=pay, uses=bill, with={days=14}},"
                        + " compensate={id=pay, uses=inline, retry={attempts=5}}}");
    }

    @Test
    void aSubPipelineGivenAsAnObjectIsPartOfTheShape() {
        Pipeline inner = Pipeline.named("inner").version(4).step("a", "x").build();
        Pipeline outer = Pipeline.named("outer").sub("in", inner).build();

        assertThat(outer.nodes().get(0).shape().toString())
                .isEqualTo("{id=in, kind=sub, pipeline=inner, version=4,"
                        + " definition={name=inner, version=4, steps=[{id=a, uses=x}]}}");
    }

    @Test
    void aFunctionStepPutsWhatTheFunctionMakes() throws Exception {
        Key<Integer> in = Key.of("in", Integer.class);
        Key<Integer> out = Key.of("out", Integer.class);
        Pipeline pipeline =
                Pipeline.named("p").step("twice", in, out, n -> n * 2).build();
        SingleValueContext context = new SingleValueContext(21);

        StepResult result =
                ((StepNode) pipeline.nodes().get(0)).code().orElseThrow().execute(context);

        assertThat(result).isEqualTo(StepResult.done());
        assertThat(context.put).containsExactly(Map.entry("out", 42));
    }

    @Test
    void aMistakeInAnArgumentIsRefusedWhereItIsMade() {
        PipelineBuilder builder = Pipeline.named("p");

        assertThatThrownBy(() -> builder.version(0)).hasMessage("version is 0, not from 1 to 2147483647");
        assertThatThrownBy(() -> builder.deadline(Duration.ZERO))
                .hasMessage("deadline is PT0S, not longer than nothing");
        assertThatThrownBy(() -> builder.step("a", NOTHING, s -> s.timeout(ofSeconds(-1))))
                .hasMessage("timeout is PT-1S, not from nothing to 100 years");
        assertThatThrownBy(() -> builder.step("a", (Step) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.step("a", (String) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.step(null, NOTHING)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Pipeline.named(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void whatIsBuiltIsNotChangedByWhatIsAddedLater() {
        PipelineBuilder builder = Pipeline.named("p").step("a", NOTHING);
        Pipeline first = builder.build();
        String fingerprint = first.fingerprint();

        Pipeline second = builder.step("b", NOTHING).build();

        assertThat(first.nodes()).hasSize(1);
        assertThat(first.fingerprint()).isEqualTo(fingerprint).isNotEqualTo(second.fingerprint());
    }

    @Test
    void aDefaultHasTheTypeOfItsInput() {
        assertThat(new InputSpec(Key.of("n", Long.class), false, Optional.of(5)).defaultValue())
                .contains(5L);
        assertThat(new InputSpec(Key.of("n", Double.class), false, Optional.of(5)).defaultValue())
                .contains(5.0);
        assertThat(new InputSpec(Key.of("n", Float.class), false, Optional.of(0.1f)).defaultValue())
                .contains(0.1f);
        assertThat(new InputSpec(Key.of("n", int.class), false, Optional.of(5)).shape())
                .isEqualTo(Map.of("name", "n", "type", "integer", "default", 5));
    }

    @Test
    void everyWordForATypeMakesAKeyOfThatType() {
        for (ValueType type : ValueType.values()) {
            assertThat(ValueType.of(type.key("k"))).isEqualTo(type);
            assertThat(ValueType.named(type.word())).contains(type);
        }
        assertThat(ValueType.of(Key.of("k", Effect.class))).isEqualTo(ValueType.STRING);
        assertThat(ValueType.of(Key.of("k", byte[].class))).isEqualTo(ValueType.OBJECT);
        assertThat(ValueType.of(Key.of("k", int[].class))).isEqualTo(ValueType.LIST);
        assertThat(ValueType.named("text")).isEmpty();
    }

    /** The shape on lines that can be compared. */
    private static String text(Map<String, Object> shape) {
        return shape.toString()
                .replace(", inputs=", ",\n inputs=")
                .replace(", deadline=", ",\n deadline=")
                .replace("{id=check", "\n {id=check")
                .replaceAll(", (\\{id=(media|how|each|poll|more|notify|paid|review|until),)", ",\n $1");
    }

    /** A context with one value for every key. */
    private static final class SingleValueContext implements dev.pawl.api.WorkflowContext {
        private final Object value;
        private final List<Map.Entry<String, Object>> put = new ArrayList<>();

        SingleValueContext(Object value) {
            this.value = value;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T get(Key<T> key) {
            return (T) value;
        }

        @Override
        public <T> Optional<T> find(Key<T> key) {
            return Optional.of(get(key));
        }

        @Override
        public <T> T result(String step, Class<T> type) {
            throw new AssertionError(step);
        }

        @Override
        public <T> void put(Key<T> key, T put) {
            this.put.add(Map.entry(key.name(), put));
        }

        @Override
        public String runId() {
            return "run";
        }

        @Override
        public String path() {
            return "path";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public String idempotencyKey() {
            return "key";
        }

        @Override
        public long fencingToken() {
            return 0;
        }

        @Override
        public void progress(long done, long total, String message) {}

        @Override
        public void log(String line) {}

        @Override
        public void artifact(dev.pawl.api.Artifact artifact) {}

        @Override
        public void note(String text) {}

        @Override
        public Optional<String> note() {
            return Optional.empty();
        }
    }
}
