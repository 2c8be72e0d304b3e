package dev.pawl.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.StepResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.StepNode;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Step types by name. */
class StepRegistryTest {
    @TempDir
    private Path folder;

    /** A provider that works. */
    public static final class Good implements StepProvider {
        @Override
        public List<StepType> stepTypes() {
            return List.of(new StepType("good.one", s -> c -> StepResult.done()), type("own.type"));
        }
    }

    /** Another one that works. */
    public static final class AlsoGood implements StepProvider {
        @Override
        public List<StepType> stepTypes() {
            return List.of(type("good.two"), type("good.one"));
        }
    }

    /** Cannot be made. */
    public static final class Throwing implements StepProvider {
        /** Always fails. */
        public Throwing() {
            throw new IllegalStateException("constructor");
        }

        @Override
        public List<StepType> stepTypes() {
            return List.of();
        }
    }

    /** Cannot even be initialised. */
    public static final class BrokenClass implements StepProvider {
        private static final int NUMBER = Integer.parseInt("no number");

        @Override
        public List<StepType> stepTypes() {
            return List.of(type("broken." + NUMBER));
        }
    }

    /** Fails when it is asked. */
    public static final class Mute implements StepProvider {
        @Override
        public List<StepType> stepTypes() {
            throw new NoClassDefFoundError("a/B");
        }
    }

    @Test
    void brokenProvidersAreReportedAndTheOthersLoaded() throws Exception {
        StepRegistry registry = StepRegistry.of(
                List.of(type("own.type")),
                providers(
                        Good.class.getName(),
                        "org.example.Missing",
                        Throwing.class.getName(),
                        BrokenClass.class.getName(),
                        StepRegistryTest.class.getName(),
                        Mute.class.getName(),
                        AlsoGood.class.getName()));

        assertThat(registry.step(node("good.one"))).isNotNull();
        assertThat(registry.step(node("good.two"))).isNotNull();
        assertThat(registry.problems())
                .hasSize(7)
                .anyMatch(p -> p.contains("org.example.Missing"))
                .anyMatch(p -> p.contains("'own.type'"))
                .anyMatch(p -> p.contains("'good.one'"));
    }

    @Test
    void anUnknownTypeIsRefusedNamingStepAndKnownTypes() {
        Pipeline pipeline = Pipeline.named("typed").step("send", "mail.sent").build();

        assertThatThrownBy(() -> WorkflowEngine.builder()
                        .stepType(type("mail.send"))
                        .pipeline(pipeline)
                        .build())
                .isInstanceOf(UnknownStepTypeException.class)
                .hasMessageContaining("'send'")
                .hasMessageContaining("'mail.sent'")
                .hasMessageContaining("mail.send");
    }

    @Test
    void aTypeGivenTwiceByTheHostIsRefused() {
        assertThatThrownBy(() -> WorkflowEngine.builder()
                        .stepType(type("mail.send"))
                        .stepType(type("mail.send"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'mail.send' is given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".hidden", "with space", "../up", "ümlaut", "a/b"})
    void aNameThatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> type(name)).isInstanceOf(IllegalArgumentException.class);
    }

    private static StepType type(String name) {
        return new StepType(name, settings -> context -> StepResult.done());
    }

    private static StepNode node(String uses) {
        return (StepNode) Pipeline.named("p").step("s", uses).build().nodes().get(0);
    }

    private ServiceLoader<StepProvider> providers(String... classes) throws IOException {
        Path file = folder.resolve("META-INF/services/" + StepProvider.class.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(classes));
        URI uri = folder.toUri();
        return ServiceLoader.load(
                StepProvider.class,
                new URLClassLoader(new URL[] {uri.toURL()}, getClass().getClassLoader()));
    }
}
