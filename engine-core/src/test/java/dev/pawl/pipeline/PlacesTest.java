package dev.pawl.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final Step NOTHING = context -> StepResult.done();
    private static final Pipeline PIPELINE = Pipeline.named("publish")
            .step(
                    "check",
                    "checker",
                    s -> s.fallback("lenient").retry(Retry.times(2).onlyIf(e -> true)))
            .forEach(
                    "media",
                    "list",
                    Key.of("item", String.class),
                    each -> each.branch(
                            "size",
                            c -> c.when("big", Condition.exists("x"), b -> b.step("scale", "scaler"))
                                    .otherwise(b -> b.sub("mail", "mailer"))))
            .sub("in", Pipeline.named("inner").step("a", "x").lastly("z", "y").build())
            .lastly("clean", "cleaner", s -> s.name("Clean up"))
            .build();

    @Test
    void everyNodeHasItsPathContainersFirst() {
        List<String> paths = new ArrayList<>();
        Places.each(PIPELINE, place -> paths.add(place.depth() + " " + place.path()));

        assertThat(paths)
                .containsExactly(
                        "0 check",
                        "0 media",
                        "1 media/size",
                        "2 media/size/big/scale",
                        "2 media/size/otherwise/mail",
                        "0 in",
                        "1 in/a",
                        "1 in/z",
                        "0 clean");
    }

    @Test
    void everyPathOfAPipelineIsFoundAgain() {
        for (long seed = 0; seed < 50; seed++) {
            Pipeline pipeline = RandomPipelines.of(seed);
            Places.each(
                    pipeline,
                    place -> assertThat(Places.find(pipeline, place.path())).contains(place));
        }
        assertThat(Places.find(PIPELINE, "media[3]/size/big/scale")
                        .orElseThrow()
                        .path())
                .isEqualTo("media/size/big/scale");
        assertThat(Places.find(PIPELINE, "media/big")).isEmpty();
        assertThat(Places.find(PIPELINE, "")).isEmpty();
    }

    @Test
    void theNamesThatAPipelineUsesAreFound() {
        assertThat(Places.stepTypes(PIPELINE)).isEqualTo(Set.of("checker", "lenient", "scaler", "x", "y", "cleaner"));
        assertThat(Places.pipelinesNamed(PIPELINE).stream().map(SubPipelineNode::pipeline))
                .containsExactly("mailer");
    }

    @Test
    void theFirstJavaCodeIsFoundWhereverItIs() {
        Pipeline inner =
                Pipeline.named("inner").step("a", "x").lastly("z", NOTHING).build();

        assertThat(Places.firstInline(PIPELINE)).isEmpty();
        assertThat(Places.firstInline(start().step("b", NOTHING).build())).contains("b");
        assertThat(Places.firstInline(
                        start().step("b", "x", s -> s.compensate(NOTHING)).build()))
                .contains("b");
        assertThat(Places.firstInline(
                        start().step("b", "x", s -> s.fallback(NOTHING)).build()))
                .contains("b");
        assertThat(Places.firstInline(start().sub("in", inner).build())).contains("in/z");
        assertThat(Places.firstInline(start().branch(
                                "b",
                                c -> c.when("x", Condition.exists("y"), b -> b.step("c", "x"))
                                        .when("code", values -> true, b -> b.step("d", "x")))
                        .build()))
                .contains("b/code");
        assertThat(Places.firstInline(start().loopWhile(
                                "l", Condition.not(Condition.inline(values -> true)), 1, b -> b.step("d", "x"))
                        .build()))
                .contains("l");
    }

    private static PipelineBuilder start() {
        return Pipeline.named("p").step("a", "x");
    }
}
