package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Commit;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunRow;
import dev.pawl.testing.RepositoryAround;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that was silent may have lost its runs to others, and begins no step of such a run. */
@Timeout(60)
class LostRunTest {
    private final AtomicInteger bodies = new AtomicInteger();
    private final Repository real = InMemoryRepository.create();
    private final Pipeline pipeline = Pipeline.named("work")
            .step("one", context -> {
                bodies.incrementAndGet();
                return StepResult.done();
            })
            .build();

    @Test
    void aStepOfARunThatSomebodyElseHasDoesNotBegin() throws Exception {
        CountDownLatch isStolen = new CountDownLatch(1);
        Unsure unsure = new Unsure(real, unanswering(), () -> {
            if (isStolen.getCount() > 0) {
                steal();
                isStolen.countDown();
            }
        });
        try (WorkflowEngine engine = engine(unsure)) {
            Run run = engine.submit("work", Inputs.none());

            assertThat(isStolen.await(Mode.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            RunRow row = real.query().find(run.id()).orElseThrow();
            assertThat(row.state().owner()).isEqualTo("thief");
        }
        assertThat(bodies).hasValue(0);
    }

    @Test
    void aStepOfARunThatIsStillOursBegins() {
        Unsure unsure = new Unsure(real, real.log(), () -> {});
        try (WorkflowEngine engine = engine(unsure)) {
            assertThat(Mode.ended(engine.submit("work", Inputs.none())).status())
                    .isEqualTo(RunStatus.COMPLETED);
        }
        assertThat(bodies).hasValue(1);
    }

    private WorkflowEngine engine(Repository repository) {
        return WorkflowEngine.builder()
                .repository(repository)
                .pipeline(pipeline)
                .build();
    }

    /** Another process takes over what the engine carries. */
    private void steal() {
        RunRow run = real.query().find(1).orElseThrow();
        real.queue().leave(run.state().owner());
        real.queue().join("thief");
        assertThat(real.queue().claim(List.of("default"), "thief", 1)).isPresent();
    }

    /** A log of which nobody hears whether it refuses something. */
    private RunLog unanswering() {
        return new Parts.Appending(real.log(), (log, checkpoint) -> Commit.committed(0));
    }

    /** @param asked done each time the repository is asked whether it is sure, which it is not */
    private record Unsure(Repository real, RunLog log, Runnable asked) implements RepositoryAround {
        @Override
        public boolean isSure() {
            asked.run();
            return false;
        }
    }
}
