package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.api.Inputs;
import dev.pawl.engine.RefusedException;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.testing.RepositoryAround;
import dev.pawl.testing.SettableTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run is pruned between the look at its row and the look at its log: that is no damage, there is no such run any more. */
@Timeout(60)
class PruneMeanwhileTest {
    @TempDir
    Path folder;

    private final AtomicBoolean prunes = new AtomicBoolean();

    /** What is asked of a run that has failed. */
    private record Asked(String name, Question question) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Asks. */
    private interface Question {
        Callable<Object> of(WorkflowEngine engine, Run run);
    }

    static Stream<Asked> itIsSaidThatThereIsNoSuchRun() {
        return Stream.of(
                new Asked("explain", (engine, run) -> run::explain),
                new Asked("report", (engine, run) -> run::report),
                new Asked("report by id", (engine, run) -> () -> engine.report(run.id())),
                new Asked("await", (engine, run) -> run::await),
                new Asked("retry", (engine, run) -> run::retry),
                new Asked("fork", (engine, run) -> () -> run.fork("work")));
    }

    @ParameterizedTest
    @MethodSource
    void itIsSaidThatThereIsNoSuchRun(Asked asked) throws Exception {
        Pipeline failing = Pipeline.named("failing")
                .step("work", context -> {
                    throw new IOException("as it is meant to");
                })
                .build();
        try (SqliteRepository store = SqliteRepository.open(folder.resolve("pawl.db"));
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(new PruningAtARead(store, prunes))
                        .pipeline(failing)
                        // Long ago: a run that has ended this moment is kept.
                        .time(SettableTime.at(Instant.parse("2026-01-01T12:00:00Z")))
                        .build()) {
            Run run = engine.submit("failing", Inputs.none());
            run.await();
            engine.submit("failing", Inputs.none()).await();
            Run again = engine.find(run.id()).orElseThrow();
            prunes.set(true);

            RefusedException refusal = catchThrowableOfType(
                    RefusedException.class,
                    () -> asked.question().of(engine, again).call());

            assertThat(prunes).isFalse();
            assertThat(refusal).isNotNull().hasMessageContaining("there is no run '" + run.id() + "'");
            assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_RUN);
        }
    }

    /** Prunes when the log of a run is read for the first time after that was wanted. */
    private record PruningAtARead(SqliteRepository store, AtomicBoolean prunes) implements RepositoryAround {
        @Override
        public Repository real() {
            return store;
        }

        @Override
        public RunLog log() {
            return new PruningLog(store, prunes);
        }
    }

    /** The log of {@link PruningAtARead}. */
    private record PruningLog(SqliteRepository store, AtomicBoolean prunes) implements RepositoryAround.Log {
        @Override
        public RunLog real() {
            return store.log();
        }

        @Override
        public List<LogRow> read(long run, long afterSeq, int max) {
            if (prunes.compareAndSet(true, false)) {
                assertThat(store.prune(Retention.unlimited().maxRuns(0)).runs()).isPositive();
            }
            return store.log().read(run, afterSeq, max);
        }
    }
}
