package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Artifact;
import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.Values;
import dev.pawl.api.WorkflowContext;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import dev.pawl.store.Repository;
import dev.pawl.testing.CrashingRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a step notes for its next attempt, and what it makes. */
@Timeout(60)
class NoteTest {
    private static final Key<String> SEEN = Key.of("seen", String.class);

    @ParameterizedTest
    @EnumSource
    void theNextAttemptReadsWhatAFailedOneHasNoted(Mode mode) {
        Step pages = context -> {
            String seen = context.note().orElse("nothing");
            if (context.attempt() < 3) {
                context.note("page " + context.attempt());
                assertThat(context.note()).contains("page " + context.attempt());
                throw new IllegalStateException("cut off");
            }
            context.put(SEEN, seen);
            return StepResult.done();
        };
        Pipeline pipeline = Pipeline.named("p")
                .step("fetch", pages, s -> s.retry(Retry.times(3)))
                .step("next", context -> StepResult.done("", "note: " + context.note()))
                .build();

        Values values = mode.run(pipeline);

        assertThat(values.get(SEEN)).isEqualTo("page 2");
        assertThat(values.result("next")).isEqualTo("note: Optional.empty");
    }

    @Test
    void aNoteIsCommittedWhenItReturnsAndReadAfterACrash() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        List<Optional<String>> seen = new ArrayList<>();
        InMemoryRepository real = InMemoryRepository.create();
        // The submit, the start, the first note.
        CrashingRepository crashing = CrashingRepository.after(3, real);
        Step started = context -> {
            seen.add(context.note());
            if (seen.size() == 1) {
                context.note("pid 7");
                context.note("pid 8");
                never.await();
            }
            return StepResult.done();
        };
        try (WorkflowEngine engine = engine(crashing, started)) {
            engine.submit("p", Inputs.none());
            assertThat(crashing.awaitCrash(Mode.LIMIT)).isTrue();
        }

        try (WorkflowEngine engine = engine(crashing.left(), started)) {
            Run run =
                    engine.find(real.query().find(1).orElseThrow().spec().id()).orElseThrow();
            Mode.ended(run).orThrow();

            assertThat(seen).containsExactly(Optional.empty(), Optional.of("pid 7"));
            assertThat(engine.verify()).isEmpty();
        }
    }

    @Test
    void aRetryReadsWhatItsRunHasNotedAndAForkDoesNot() {
        CountDownLatch noted = new CountDownLatch(1);
        CountDownLatch passed = new CountDownLatch(1);
        List<Optional<String>> seen = new ArrayList<>();
        Step fetch = context -> {
            seen.add(context.note());
            if (seen.size() == 1) {
                context.note("pid 7");
                noted.countDown();
                passed.await();
                throw new IllegalStateException("cut off");
            }
            return StepResult.done();
        };
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        par -> par.branch("one", b -> b.step("fetch", fetch))
                                .branch(
                                        "two",
                                        b -> b.step("after", context -> {
                                                    noted.await();
                                                    return StepResult.done();
                                                })
                                                .step("last", context -> {
                                                    passed.countDown();
                                                    return StepResult.done();
                                                })))
                .build();
        try (WorkflowEngine engine = WorkflowEngine.builder().pipeline(pipeline).build()) {
            Run run = engine.submit("p", Inputs.none());
            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);

            Mode.ended(run.fork("par/two/last")).orThrow();
            Mode.ended(run.retry()).orThrow();

            assertThat(seen).containsExactly(Optional.empty(), Optional.empty(), Optional.of("pid 7"));
        }
    }

    private static WorkflowEngine engine(Repository repository, Step step) {
        return WorkflowEngine.builder()
                .repository(repository)
                .pipeline(Pipeline.named("p").step("start", step).build())
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void aNoteThatIsTooLongIsRefused(Mode mode) {
        Pipeline pipeline = Pipeline.named("p")
                .step("long", context -> {
                    assertThatThrownBy(() -> context.note("x".repeat(WorkflowContext.NOTE_LENGTH + 1)))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("note of step 'long' has 16385 characters, more than 16384, or half a surrogate"
                                    + " pair: keep it in a file and note its name");
                    assertThatThrownBy(() -> context.note("\ud800")).isInstanceOf(IllegalArgumentException.class);
                    context.note("x".repeat(WorkflowContext.NOTE_LENGTH));
                    return StepResult.done("", context.note().orElseThrow().length());
                })
                .build();

        assertThat(mode.run(pipeline).result("long", Integer.class)).isEqualTo(WorkflowContext.NOTE_LENGTH);
    }

    @ParameterizedTest
    @EnumSource
    void artifactsAreToldInTheirPlace(Mode mode, @TempDir Path folder) throws Exception {
        Path page = Files.writeString(folder.resolve("page.html"), "<p>");
        Told told = new Told();
        Pipeline pipeline = Pipeline.named("p")
                .step("render", context -> {
                    context.log("before");
                    context.artifact(Artifact.of(page, "text/html"));
                    context.note("rendered");
                    return StepResult.done();
                })
                .build();

        mode.run(WorkflowEngine.builder().listener(told), pipeline, Inputs.none());

        List<String> heard = told.inside().stream()
                .map(line -> line.replace(" recorded", ""))
                .filter(line -> !line.equals("run started"))
                .toList();
        assertThat(heard)
                .containsExactlyElementsOf(
                        mode == Mode.INLINE
                                ? List.of(
                                        "start render",
                                        "log render: before",
                                        "artifact render: page.html",
                                        "DONE render")
                                : List.of(
                                        "start render",
                                        "log render: before",
                                        "artifact render: page.html",
                                        "noted render",
                                        "DONE render"));
    }

    @Test
    void anArtifactHasANameATypeAndAPlace() {
        assertThatThrownBy(() -> new Artifact(" ", "text/plain", 1, "a"))
                .hasMessage("name of an artifact has 1 characters, not 1 to 256");
        assertThatThrownBy(() -> new Artifact("a", "text/plain", -2, "a")).hasMessage("size of artifact 'a' < -1: -2");
        assertThatThrownBy(() -> new Artifact("a", "text/plain", 1, "\ud83d"))
                .hasMessage("location of an artifact holds half a surrogate pair, which no file can hold");
        assertThat(new Artifact("a", "text/plain", -1, "a").bytes()).isEqualTo(-1);
    }
}
