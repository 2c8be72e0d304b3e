package dev.pawl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands under a secret key is shown nowhere, wherever a step has carried it. */
@Timeout(60)
class SecretsTest {
    private static final Key<Integer> PIN = Key.of("pin", Integer.class).secret();
    private static final Key<Map<String, String>> LOGIN =
            Key.mapOf("login", String.class).secret();

    @Test
    void aSecretIsFoundInNoPartOfAReport() throws Exception {
        Pipeline leaky = Pipeline.named("leaky")
                .input(Site.TOKEN)
                .input(PIN)
                .input(Site.PAGES)
                .step("say", c -> StepResult.done("with " + c.get(Site.TOKEN) + "!", Map.of("pin", c.get(PIN))))
                .step("change", c -> {
                    c.put(Site.TOKEN, "second-token");
                    c.put(LOGIN, Map.of("password", "open-sesame"));
                    return StepResult.done("now second-token", Map.of("first-token", List.of("x second-token")));
                })
                .forEach(
                        "each",
                        Site.PAGES,
                        Site.PAGE,
                        i -> i.step("inner", c -> {
                            c.put(Site.TOKEN, "item-" + c.get(Site.PAGE));
                            return StepResult.done("item-" + c.get(Site.PAGE));
                        }))
                .step("forget", c -> {
                    c.put(Site.TOKEN, "third-token");
                    return StepResult.done();
                })
                .step("fail", c -> {
                    throw new IllegalStateException("open-sesame refused, second-token too");
                })
                .build();
        try (WorkflowEngine engine = Site.engine(Site.time(), leaky)) {
            Run run = engine.submit(
                    "leaky",
                    () -> List.of(Site.TOKEN.is("first-token"), PIN.is(73), Site.PAGES.is(List.of("alpha", "beta"))));
            run.await();
            Run again = run.retry();
            again.await();

            for (RunReport report : List.of(run.report(), again.report())) {
                for (String shown : List.of(report.text(), report.json(), Mermaid.of(report), report.toString())) {
                    assertThat(shown)
                            .doesNotContain("first-token", "second-token", "third-token", "open-sesame")
                            .doesNotContain("item-alpha", "item-beta");
                }
                assertThat(report.inputs()).isEqualTo(Map.of("pages", List.of("alpha", "beta")));
                assertThat(report.results())
                        .containsEntry("say", Map.of("pin", Blackout.BLACK))
                        .containsEntry("change", Map.of(Blackout.BLACK, List.of("x " + Blackout.BLACK)));
                assertThat(report.message()).contains(Blackout.BLACK + " refused, " + Blackout.BLACK + " too");
            }
            assertThat(run.report().nodes().get(0).message()).isEqualTo("with " + Blackout.BLACK + "!");
        }
    }

    @Test
    void whatStandsInForASecretInputIsNotInTheShapeOfAReport() throws Exception {
        Pipeline pipeline = Pipeline.named("p")
                .input(Site.TOKEN, "hunter2")
                .input(Key.of("plain", String.class), "shown")
                .step("s", c -> StepResult.done())
                .build();
        try (WorkflowEngine engine = Site.engine(Site.time(), pipeline)) {
            Run run = engine.submit("p", Inputs.none());
            run.await();

            assertThat(run.report().toString()).doesNotContain("hunter2").contains("default=shown");
        }
    }

    @Test
    void aShortSecretIsBlackOnlyWhereItStandsAlone() {
        Blackout blackout = new Blackout(List.of("abc", Map.of("n", 12), true, ""));

        assertThat(blackout.text("abcd")).isEqualTo("abcd");
        assertThat(blackout.tree(List.of("abc", 12, "12", 123, true, "")))
                .isEqualTo(List.of(Blackout.BLACK, Blackout.BLACK, Blackout.BLACK, 123, true, ""));
    }

    @Test
    void theLongerOfTwoSecretsIsBlackWhole() {
        Blackout blackout = new Blackout(List.of("secret", "secret-and-more"));

        assertThat(blackout.text("a secret-and-more, a secret"))
                .isEqualTo("a " + Blackout.BLACK + ", a " + Blackout.BLACK);
    }
}
