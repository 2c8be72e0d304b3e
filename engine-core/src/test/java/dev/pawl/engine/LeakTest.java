package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engines that are opened, used and closed leave nothing behind, and one that is open does not grow by the runs that it has ended. */
@Timeout(120)
class LeakTest {
    private static final int ENGINES = Figures.of(200, 1_000);
    private static final int FAILED = Figures.of(4_000, 10_000);
    private static final long MOST_BYTES = 5_000_000;

    private final Pipeline pipeline = Pipeline.named("p")
            .step("work", context -> StepResult.done(), s -> s.timeout(Duration.ofHours(1)))
            .step("fail", context -> {
                throw new IOException("as it is meant to");
            })
            .build();

    @Test
    void enginesThatWereClosedLeaveNoThreadsAndNoOpenFiles() throws Exception {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        openRunAndClose();
        Leftovers before = Leftovers.now();
        for (int i = 0; i < ENGINES; i++) {
            openRunAndClose();
        }
        Leftovers after = Leftovers.now();
        Thread.setDefaultUncaughtExceptionHandler(null);

        System.out.println(ENGINES + " engines: before " + before + ", after " + after);
        assertThat(after.threads()).isBetween(before.threads() - 2, before.threads() + 2);
        assertThat(after.files()).isBetween(before.files() - 2, before.files() + 2);
        assertThat(Leftovers.engineThreads()).isEmpty();
        assertThat(uncaught).isEmpty();
    }

    private void openRunAndClose() {
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .pipeline(pipeline)
                .listener(event -> {})
                .build()) {
            assertThat(Mode.ended(engine.submit("p", Inputs.none())).status()).isEqualTo(RunStatus.FAILED);
        }
    }

    /** The repository keeps what it was given, so that each thousand of runs has its own; the rest has to stay as it is. */
    @Test
    void runsThatFailedLeaveNothingInTheHeapButTheirLogs() throws Exception {
        long half = 0;
        for (int done = 0; done < FAILED; done += 1_000) {
            failAThousand();
            if (done + 1_000 == FAILED / 2) {
                half = Leftovers.heap();
            }
        }
        long grown = Leftovers.heap() - half;

        System.out.println("the last " + FAILED / 2 + " of " + FAILED + " failed runs: heap " + grown + " bytes more");
        assertThat(grown).isLessThan(MOST_BYTES);
    }

    private void failAThousand() {
        try (InMemoryRepository repository = InMemoryRepository.create();
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(repository)
                        .pipeline(pipeline)
                        .listener(event -> {})
                        .build()) {
            List<Run> runs = Stream.generate(() -> engine.submit("p", Inputs.none()))
                    .limit(1_000)
                    .toList();
            for (Run run : runs) {
                assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);
            }
        }
    }
}
