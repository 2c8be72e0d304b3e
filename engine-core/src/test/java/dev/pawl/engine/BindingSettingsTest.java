package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepInterceptor;
import dev.pawl.api.StepResult;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.InvalidPipelineException.Problem;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Reference;
import dev.pawl.registry.InvalidSettingsException;
import dev.pawl.registry.Setting;
import dev.pawl.registry.StepType;
import dev.pawl.testing.CrashingRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When settings are held against their types, and what is told of a whole pipeline; and what a crash leaves of references. */
@Timeout(60)
class BindingSettingsTest {
    private static final String WHOLE = " instead of a whole number from -2147483648 to 2147483647";

    record Mail(String to, @Setting(orElse = "1") int times) {
        Mail {
            if (times < 1) {
                throw new IllegalArgumentException("times < 1: " + times);
            }
        }
    }

    private final List<Mail> sent = new CopyOnWriteArrayList<>();
    private final StepType mail = StepType.of("mail.send", Mail.class, with -> context -> {
        sent.add(with);
        return StepResult.done("sent", Map.of("to", with.to()));
    });

    private final Pipeline inside = Pipeline.named("inside")
            .step("tell", "mail.send", s -> s.with("to", 1))
            .build();
    private final Pipeline wrong = Pipeline.named("wrong")
            .step("first", "mail.send", s -> s.with("times", "two").with("too", "ada"))
            .parallel(
                    "par",
                    p -> p.branch(
                            "left",
                            b -> b.step(
                                    "second",
                                    "mail.send",
                                    s -> s.with("to", Reference.of("first.to"))
                                            .with("times", 1.5)
                                            .fallback("mail.send", f -> f.with("to", true))
                                            .compensate(
                                                    "mail.send",
                                                    c -> c.with("to", "a").with("times", 0)))))
            .sub("sub", inside)
            .lastly("last", "mail.send")
            .build();

    @Test
    void everythingThatIsWrongInAPipelineIsToldWhenTheEngineIsBuilt() {
        InvalidSettingsException refusal = catchThrowableOfType(
                InvalidSettingsException.class, () -> engine(wrong).build());

        assertThat(refusal.problems())
                .containsExactlyInAnyOrder(
                        new Problem("first.with.too", "is not known: did you mean 'to'?"),
                        new Problem("first.with.to", "is missing; give a text"),
                        new Problem("first.with.times", "is the text 'two'" + WHOLE),
                        new Problem("par/left/second.with.times", "is the number 1.5" + WHOLE),
                        new Problem("par/left/second.fallback.with.to", "is true instead of a text"),
                        new Problem("par/left/second.compensate.with", "is refused: times < 1: 0"),
                        new Problem("sub/tell.with.to", "is the number 1 instead of a text"),
                        new Problem("last.with.to", "is missing; give a text"));
        assertThat(refusal)
                .hasMessageStartingWith("pipeline 'wrong' has settings that do not fit, 8 problems: ")
                .hasCause(new IllegalArgumentException("times < 1: 0"));
    }

    @Test
    void aPipelineThatIsNotRegisteredIsRefusedWhenItIsRun() {
        try (WorkflowEngine engine = WorkflowEngine.builder().stepType(mail).build()) {
            Pipeline bad = Pipeline.named("bad").step("thank", "mail.send").build();

            assertThatThrownBy(() -> engine.run(bad))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessage(
                            "pipeline 'bad' has settings that do not fit, 1 problem: thank.with.to: is missing; give"
                                    + " a text");
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void codeThatCannotBeMadeOfItsSettingsIsAProblemToo() {
        IllegalStateException cause = new IllegalStateException("no mail server");
        StepType broken = StepType.of("broken", Mail.class, with -> {
            throw cause;
        });
        StepType nothing = StepType.of("nothing", Mail.class, with -> null);
        Pipeline pipeline = Pipeline.named("p")
                .step("a", "broken", s -> s.with("to", "a"))
                .step("b", "nothing", s -> s.with("to", "b"))
                .build();

        assertThatThrownBy(() -> WorkflowEngine.builder()
                        .stepType(broken)
                        .stepType(nothing)
                        .pipeline(pipeline)
                        .build())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("pipeline 'p' has settings that do not fit, 2 problems: a.with: is refused: no mail server;"
                        + " b.with: is refused: step type 'nothing' has made null of its settings; return a step")
                .hasCause(cause);
    }

    record Token(String text) {
        Token {
            if (!text.startsWith("t-")) {
                throw new IllegalArgumentException("no token: " + text);
            }
        }
    }

    /** Who has written the record cannot know where its settings come from. */
    @Test
    void whatARecordSaysOfValuesOfTheRunIsNotTold() {
        Key<String> secret = Key.of("secret", String.class).secret();
        StepType type = StepType.of("token", Token.class, with -> context -> StepResult.done());
        Pipeline pipeline = Pipeline.named("p")
                .input(secret)
                .step("use", "token", s -> s.with("text", Reference.of(secret)))
                .build();

        try (WorkflowEngine engine =
                WorkflowEngine.builder().stepType(type).pipeline(pipeline).build()) {
            assertThatThrownBy(() -> engine.run(pipeline, secret.is("hunter2")))
                    .cause()
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessage(
                            "step 'use' of type 'token' has settings that do not fit, 1 problem: with: is refused by"
                                    + " the record Token with a java.lang.IllegalArgumentException, whose message may tell"
                                    + " values of the run and is kept out of its log")
                    .hasRootCauseMessage("no token: hunter2");
        }
    }

    @Test
    void interceptorsSeeTheSettingsOfTheDefinition() {
        List<Map<String, Object>> seen = new ArrayList<>();
        StepInterceptor watching = chain -> {
            seen.add(chain.step().with());
            return chain.proceed();
        };
        Pipeline pipeline = Pipeline.named("watched")
                .step("data", context -> StepResult.done("", "ada"))
                .step("thank", "mail.send", s -> s.with("to", Reference.of("data")))
                .build();

        try (WorkflowEngine engine =
                WorkflowEngine.builder().stepType(mail).interceptor(watching).build()) {
            engine.run(pipeline);
        }

        assertThat(seen).containsExactly(Map.of(), Map.of("to", Map.of("from", "data")));
        assertThat(sent).containsExactly(new Mail("ada", 1));
    }

    /**
     * The process dies behind each commit in turn: of the submit, the start, and the three steps before the last. What references lead to is
     * the same for the one that goes on.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void referencesLeadToTheSameAfterACrash(int commits) throws Exception {
        Pipeline pipeline = Pipeline.named("thanks")
                .step("customer", context -> StepResult.done("", Map.of("email", "ada", "orders", List.of(3, 5))))
                .step(
                        "thank",
                        "mail.send",
                        s -> s.with("to", Reference.of("customer.email"))
                                .with("times", Reference.of("customer.orders[1]")))
                .step("again", "mail.send", s -> s.with("to", Reference.of("thank.to")))
                .step("end", context -> StepResult.done())
                .build();
        CrashingRepository crashing = CrashingRepository.after(commits, InMemoryRepository.create());
        String run;

        try (WorkflowEngine engine = engine(pipeline).repository(crashing).build()) {
            run = engine.submit("thanks", Inputs.none()).id();
            assertThat(crashing.awaitCrash(Mode.LIMIT)).isTrue();
        }
        List<Mail> before = List.copyOf(sent);
        sent.clear();
        try (WorkflowEngine engine =
                engine(pipeline).repository(crashing.left()).build()) {
            Mode.ended(engine.find(run).orElseThrow()).orThrow();
        }

        List<Mail> all = List.of(new Mail("ada", 5), new Mail("ada", 1));
        int kept = Math.max(0, Math.min(2, commits - 3));
        assertThat(before).isEqualTo(all.subList(0, Math.max(0, Math.min(2, commits - 2))));
        assertThat(sent).isEqualTo(all.subList(kept, 2));
    }

    private EngineBuilder engine(Pipeline pipeline) {
        return WorkflowEngine.builder().stepType(mail).pipeline(pipeline);
    }
}
