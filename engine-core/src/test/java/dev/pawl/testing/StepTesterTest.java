package dev.pawl.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Artifact;
import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.PawlException;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.ValueTypeException;
import dev.pawl.engine.RunFailedException;
import dev.pawl.registry.StepType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One step, run as in a recorded run. */
@Timeout(60)
class StepTesterTest {
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<String> GREETING = Key.of("greeting", String.class);
    private static final Key<String> TOKEN = Key.of("token", String.class).secret();
    private static final Key<Object> ANYTHING = Key.of("anything", Object.class);

    private record Greet(String word) {}

    private final Step shout = context -> {
        context.progress(1, 2, "halves");
        context.log("shouting at " + context.get(NAME));
        context.progress(2, 2, "halves");
        context.put(GREETING, context.get(NAME).toUpperCase());
        return StepResult.done("shouted", Map.of("letters", context.get(NAME).length()));
    };

    @Test
    void aStepIsSeenFromAllSides() throws Exception {
        TestedStep done = StepTester.of(shout).given(NAME.is("Ada")).run();

        assertThat(done.get(GREETING)).isEqualTo("ADA");
        assertThat(done.returned()).isEqualTo(StepResult.done("shouted", Map.of("letters", 3)));
        assertThat(done.message()).isEqualTo("shouted");
        assertThat(done.data()).isEqualTo(Map.of("letters", 3));
        assertThat(done.log()).containsExactly("shouting at Ada");
        assertThat(done.progress()).containsExactly("1 of 2 halves", "2 of 2 halves");
        assertThat(done.failure()).isEmpty();
        assertThat(done.orThrow()).isSameAs(done);
        assertThat(done).hasToString("Done[message=shouted, data=Optional[{letters=3}]]");
    }

    @Test
    void aFailureIsGivenAndNothingThatWasPutIsLeft() throws Exception {
        IOException thrown = new IOException("the line is dead");

        TestedStep failed = StepTester.of(context -> {
                    context.put(GREETING, "half");
                    throw thrown;
                })
                .run();

        assertThat(failed.failure()).containsSame(thrown);
        assertThat(failed.message()).isEqualTo("IOException: the line is dead");
        assertThat(failed.find(GREETING)).isEmpty();
        assertThat(failed).hasToString("failed: java.io.IOException: the line is dead");
        assertThatThrownBy(failed::orThrow)
                .isInstanceOf(RunFailedException.class)
                .hasCause(thrown);
        assertThatThrownBy(failed::returned).isInstanceOf(RunFailedException.class);
    }

    @Test
    void whatCannotBeStoredFailsHereAsInARun() throws Exception {
        assertThat(StepTester.of(context -> {
                            context.put(ANYTHING, new Object());
                            return StepResult.done();
                        })
                        .run()
                        .failure())
                .containsInstanceOf(ValueTypeException.class);
        assertThat(StepTester.of(context -> StepResult.done("", new Object()))
                        .run()
                        .failure())
                .containsInstanceOf(ValueTypeException.class);
        assertThatThrownBy(() ->
                        StepTester.of(shout).given(ANYTHING.is(new Object())).run())
                .isInstanceOf(ValueTypeException.class)
                .hasMessageContaining("anything");
    }

    @Test
    void dataOfEarlierStepsIsGivenAsItWouldBeRead() throws Exception {
        Step sum = context -> StepResult.done("" + context.result("count", Integer[].class).length);

        assertThat(StepTester.of(sum)
                        .givenResult("count", List.of(1, 2, 3))
                        .run()
                        .message())
                .isEqualTo("3");
        assertThatThrownBy(() ->
                        StepTester.of(sum).givenResult("count", new Object()).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the data that is given for step 'count' cannot be used");
    }

    @Test
    void theBodyRunsOnceInTheAttemptThatIsAskedFor() throws Exception {
        List<Integer> attempts = new ArrayList<>();
        Step tries = context -> {
            attempts.add(context.attempt());
            throw new IOException("again");
        };

        TestedStep failed = StepTester.of(tries).attempt(3).run();

        assertThat(attempts).containsExactly(3);
        assertThat(failed.failure()).containsInstanceOf(IOException.class);
        assertThatThrownBy(() -> StepTester.of(tries).attempt(0)).hasMessage("attempt < 1: 0");
    }

    @Test
    void anInterruptedBodyNoticesWhenItWaits() throws Exception {
        Step waiting = context -> {
            new CountDownLatch(1).await();
            return StepResult.done();
        };

        assertThat(StepTester.of(waiting).interrupted().run().failure()).containsInstanceOf(InterruptedException.class);
        assertThat(StepTester.of(shout)
                        .given(NAME.is("Ada"))
                        .interrupted()
                        .run()
                        .message())
                .isEqualTo("shouted");
    }

    @Test
    void aBodyThatDoesNotEndIsNamedWithThePlaceWhereItStands() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> StepTester.of(context -> {
                            never.await();
                            return StepResult.done();
                        })
                        .limit(Duration.ofMillis(200))
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the step did not end within PT0.2S; it stands at ")
                .hasMessageEndingWith("; let it end, or give it more time with limit(…)");
    }

    @Test
    void aStepOfATypeIsMadeOfItsSettings() throws Exception {
        StepType greet = StepType.of("test.greet", Greet.class, settings -> context -> {
            context.put(GREETING, settings.word() + " " + context.get(NAME));
            return StepResult.skipped("only " + context.path());
        });

        TestedStep done = StepTester.of(greet, Map.of("word", "Hello"))
                .given(Inputs.of(NAME.is("Bob"), NAME.is("Ada")))
                .run();

        assertThat(done.get(GREETING)).isEqualTo("Hello Ada");
        assertThat(done.returned()).isEqualTo(StepResult.skipped("only step"));
    }

    @Test
    void settingsFollowReferencesToWhatIsGiven() throws Exception {
        StepType greet = StepType.of(
                "test.greet", Greet.class, settings -> context -> StepResult.done("Hello " + settings.word()));

        assertThat(StepTester.of(greet, Map.of("word", Map.of("from", "name")))
                        .given(NAME.is("Ada"))
                        .run()
                        .message())
                .isEqualTo("Hello Ada");
        assertThatThrownBy(() -> StepTester.of(greet, Map.of("wird", "Hello")).run())
                .isInstanceOf(PawlException.class)
                .hasMessageContaining("word");
    }

    @Test
    void aNoteOfAnEarlierAttemptIsReadAndANewOneIsSeen() throws Exception {
        Step reads = context -> {
            String before = context.note().orElse("nothing");
            context.note(before + ", more");
            context.artifact(new Artifact("page.png", "image/png", 7, "/tmp/page.png"));
            return StepResult.done(before + " in attempt " + context.attempt());
        };

        TestedStep second = StepTester.of(reads).givenNote("page 1").run();
        TestedStep first = StepTester.of(reads).run();

        assertThat(second.message()).isEqualTo("page 1 in attempt 2");
        assertThat(second.note()).contains("page 1, more");
        assertThat(second.artifacts()).containsExactly(new Artifact("page.png", "image/png", 7, "/tmp/page.png"));
        assertThat(first.message()).isEqualTo("nothing in attempt 1");
    }

    @Test
    void aSecretThatIsToldIsALeak() throws Exception {
        Step careless = context -> {
            context.log("token is " + context.get(TOKEN));
            return StepResult.done(context.get(TOKEN));
        };

        assertThat(StepTester.of(careless).given(TOKEN.is("s3cret")).run().leaks())
                .containsExactly(
                        "StepLogged of step shows the secret 'token'", "StepFinished of step shows the secret 'token'");
        assertThat(StepTester.of(shout)
                        .given(Inputs.of(NAME.is("Ada"), TOKEN.is("s3cret")))
                        .run()
                        .leaks())
                .isEmpty();
    }

    @Test
    void aPartOfASecretIsALeakAndSoIsThePlaceOfWhatWasMade() throws Exception {
        Key<Map<String, String>> login = Key.mapOf("login", String.class).secret();
        Step careless = context -> {
            context.log("signed in with " + context.get(login).get("password"));
            context.artifact(new Artifact("page", "text/html", 7, "https://host/page?token=" + context.get(TOKEN)));
            return StepResult.done();
        };

        assertThat(StepTester.of(careless)
                        .given(Inputs.of(login.is(Map.of("password", "hunter2")), TOKEN.is("s3cret")))
                        .run()
                        .leaks())
                .containsExactlyInAnyOrder(
                        "StepLogged of step shows the secret 'login'",
                        "ArtifactAdded of step shows the secret 'token'");
    }

    @Test
    void aShortSecretIsNoLeakWhereItStandsByChance() throws Exception {
        Key<Integer> pin = Key.of("pin", Integer.class).secret();
        Inputs secrets = Inputs.of(NAME.is("Ada"), TOKEN.is(StepTester.ID), pin.is(1));

        assertThat(StepTester.of(shout).given(secrets).run().leaks()).isEmpty();
    }

    @Test
    void aStepThatReturnsNothingIsToldWhatARunTells() throws Exception {
        assertThat(StepTester.of(context -> null).run().failure().orElseThrow())
                .hasMessage("step 'step' returned null instead of a StepResult; return StepResult.done()");
    }
}
