package dev.pawl.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.StepResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Step types by name, of the host and of providers. */
class StepRegistryTest {
    @TempDir
    private Path folder;

    @Test
    void ofEightProvidersSixAreBrokenEachInItsWayAndTwoAreLoaded() throws Exception {
        ProviderFiles files = new ProviderFiles(folder)
                .good("First", "good.one")
                .named("Missing")
                .provider(
                        "Throwing",
                        "public Throwing() { throw new IllegalStateException(\"no {} room\"); }"
                                + ProviderFiles.types("throwing"))
                .provider(
                        "Broken",
                        "static final int NUMBER = Integer.parseInt(\"no number\");" + ProviderFiles.types("broken"))
                .compiled("Stranger", "public class Stranger {}")
                .good("Newer", "newer")
                .ofNewerJava()
                .good("Twice", "good.one")
                .good("Last", "good.two");

        StepRegistry registry = StepRegistry.of(List.of(), files.loader());

        assertThat(registry.types()).extracting(StepType::name).containsExactly("good.one", "good.two");
        assertThat(registry.problems()).hasSize(6);
        assertThat(registry.problems().get(0))
                .isEqualTo("a step provider is left out: Provider org.example.Missing not found");
        assertThat(registry.problems().get(1))
                .isEqualTo("step provider org.example.Throwing is left out: Provider org.example.Throwing could not be"
                        + " instantiated, because of java.lang.IllegalStateException: no {} room");
        assertThat(registry.problems().get(2))
                .startsWith("step provider org.example.Broken is left out: Provider org.example.Broken could not be"
                        + " instantiated, because of java.lang.ExceptionInInitializerError");
        assertThat(registry.problems().get(3))
                .startsWith("a step provider is left out: ")
                .endsWith("org.example.Stranger not a subtype");
        assertThat(registry.problems().get(4))
                .startsWith("a step provider is left out: java.lang.UnsupportedClassVersionError: org/example/Newer has"
                        + " been compiled by a more recent version of the Java Runtime");
        assertThat(registry.problems().get(5))
                .isEqualTo("step type 'good.one' of provider org.example.Twice is left out: 'good.one' is the name of"
                        + " another one already");
    }

    @Test
    void aProviderThatFailsWhenAskedIsLeftOut() throws Exception {
        ProviderFiles files = new ProviderFiles(folder)
                .provider("Nothing", "public List<StepType> stepTypes() { return null; }")
                .provider("Mute", "public List<StepType> stepTypes() { throw new NoClassDefFoundError(\"a/B\"); }")
                .provider("Sure", "public List<StepType> stepTypes() { throw new AssertionError(\"no\"); }")
                .good("Good", "good");

        StepRegistry registry = StepRegistry.of(List.of(), files.loader());

        assertThat(registry.types()).extracting(StepType::name).containsExactly("good");
        assertThat(registry.problems()).hasSize(3);
        assertThat(registry.problems().get(0))
                .startsWith("step provider org.example.Nothing is left out: java.lang.NullPointerException");
        assertThat(registry.problems().get(1))
                .isEqualTo("step provider org.example.Mute is left out: java.lang.NoClassDefFoundError: a/B");
        assertThat(registry.problems().get(2))
                .isEqualTo("step provider org.example.Sure is left out: java.lang.AssertionError: no");
    }

    @Test
    void theHostsTypesGoBeforeThoseOfProviders() throws Exception {
        StepType own = type("taken");

        StepRegistry registry = StepRegistry.of(
                List.of(own), new ProviderFiles(folder).good("Good", "taken").loader());

        assertThat(registry.types()).containsExactly(own);
        assertThat(registry.problems()).hasSize(1);
    }

    /** An engine looks for providers with the class loader of the thread that builds it. */
    @Test
    void anEngineTellsTheTypesThatItHasAndTheProvidersThatItHasNot() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        StepType own = type("own");
        try (URLClassLoader classes =
                new ProviderFiles(folder).good("Good", "found").named("Missing").classes()) {
            thread.setContextClassLoader(classes);
            try (WorkflowEngine engine = WorkflowEngine.builder()
                    .stepType(type("sent"))
                    .stepType(own)
                    .build()) {
                assertThat(engine.stepTypes()).extracting(StepType::name).containsExactly("found", "own", "sent");
                assertThat(engine.stepTypes()).contains(own);
                assertThat(engine.health().leftOut())
                        .containsExactly("a step provider is left out: Provider org.example.Missing not found");
                assertThat(engine.health())
                        .hasToString("GREEN: 0 of 8 runs carried, 0 queued, 0 bodies abandoned, step providers left"
                                + " out: 1, the repository in memory");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void anUnknownTypeIsRefusedNamingStepNearestWordAndKnownTypes() {
        Pipeline pipeline = Pipeline.named("typed")
                .parallel("par", p -> p.branch("left", b -> b.step("send", "send-mial")))
                .build();

        assertThatThrownBy(() -> WorkflowEngine.builder()
                        .stepType(type("mail.send").alias("send-mail"))
                        .stepType(type("wait"))
                        .pipeline(pipeline)
                        .build())
                .isInstanceOf(UnknownStepTypeException.class)
                .hasMessage("step 'par/left/send' uses the type 'send-mial', which is not registered (did you mean"
                        + " 'send-mail'?); registered are [mail.send, wait]; give it to the engine's builder or add the"
                        + " jar that provides it");
    }

    @Test
    void aTypeIsFoundByEachOfItsNames() {
        StepType mail = type("mail.send").alias("send-mail", "mail").alias("post");

        StepRegistry registry = StepRegistry.of(List.of(mail), none());

        assertThat(mail.aliases()).containsExactly("send-mail", "mail", "post");
        assertThat(registry.types()).containsExactly(mail);
        assertThat(registry.words()).containsExactly("mail", "mail.send", "post", "send-mail");
        assertThat(List.of("mail", "mail.send", "post", "send-mail"))
                .allSatisfy(word -> assertThat(registry.find(word)).contains(mail));
        assertThat(registry.find("mail.sent")).isEmpty();
    }

    @Test
    void wordsGivenTwiceByTheHostAreRefused() {
        assertThatThrownBy(() -> StepRegistry.of(List.of(type("mail.send"), type("mail.send")), none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step type 'mail.send' is given twice; give one of them another name");
        assertThatThrownBy(() ->
                        StepRegistry.of(List.of(type("mail.send"), type("post").alias("mail.send")), none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step type 'mail.send' is given twice; give one of them another name");
        assertThatThrownBy(() -> type("mail.send").alias("post", "post"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step type 'mail.send' is called 'post' already");
        assertThatThrownBy(() -> type("mail.send").alias("mail.send")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".hidden", "with space", "../up", "ümlaut", "a/b", "inline"})
    void aNameThatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> type(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> type("good").alias(name)).isInstanceOf(IllegalArgumentException.class);
    }

    private static StepType type(String name) {
        return StepType.of(name, context -> StepResult.done());
    }

    private static ServiceLoader<StepProvider> none() {
        return ServiceLoader.load(StepProvider.class, ClassLoader.getPlatformClassLoader());
    }
}
