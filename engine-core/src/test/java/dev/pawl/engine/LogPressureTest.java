package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A body that has much to say goes no faster than the store takes it. */
@Timeout(60)
class LogPressureTest {
    private static final int LINES = 5_000;
    private static final int MOST_ON_THEIR_WAY = 1_100;

    private final CompletableFuture<Void> storeIsBack = new CompletableFuture<>();
    private final CountDownLatch heldUp = new CountDownLatch(1);
    private final AtomicInteger said = new AtomicInteger();

    @AfterEach
    void letGo() {
        storeIsBack.complete(null);
    }

    /** Committed, but nobody hears of it before the store is back. */
    private final class Late implements Commit {
        private final Commit real;

        Late(Commit real) {
            this.real = real;
        }

        @Override
        public boolean isDone() {
            return storeIsBack.isDone();
        }

        @Override
        public long position() {
            return isDone() ? real.position() : 0;
        }

        @Override
        public Optional<StoreException> refusal() {
            return real.refusal();
        }

        @Override
        public boolean hurry() {
            return isDone();
        }

        @Override
        public void await() {
            if (!isDone() && said.get() < LINES) {
                heldUp.countDown();
            }
            storeIsBack.join();
        }

        @Override
        public void onDone(Runnable action) {
            storeIsBack.thenRun(action);
        }
    }

    private Commit append(RunLog log, Checkpoint checkpoint) {
        Commit commit = log.append(checkpoint);
        boolean isLine =
                !checkpoint.rows().isEmpty() && checkpoint.rows().get(0).type().equals("step-logged");
        return isLine ? new Late(commit) : commit;
    }

    @Test
    void aBodyWaitsWhileTheStoreIsBehindWithItsLines() throws Exception {
        Repository real = InMemoryRepository.create();
        Repository late = Parts.withLog(real, new Parts.Appending(real.log(), this::append));
        Pipeline talk = Pipeline.named("talk")
                .step("talk", context -> {
                    for (int i = 0; i < LINES; i++) {
                        context.log("line " + i);
                        said.incrementAndGet();
                    }
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine =
                WorkflowEngine.builder().repository(late).pipeline(talk).build()) {
            Run run = engine.submit("talk", Inputs.none());
            assertThat(heldUp.await(Mode.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(said.get()).isBetween(512, MOST_ON_THEIR_WAY);
            storeIsBack.complete(null);

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(said).hasValue(LINES);
            assertThat(lines(run)).isEqualTo(LINES);
        }
    }

    private static long lines(Run run) {
        return Followed.ended(run).stream()
                .filter(line -> line.startsWith("log "))
                .count();
    }
}
