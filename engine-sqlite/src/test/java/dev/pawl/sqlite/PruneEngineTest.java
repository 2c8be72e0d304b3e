package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.RefusedException;
import dev.pawl.engine.Run;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.SettableTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the users of an engine see of runs that go. */
@Timeout(120)
class PruneEngineTest {
    private static final Retention NONE = Retention.unlimited().maxRuns(0);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    /** Long ago: a run that has ended this moment is kept. */
    private final SettableTime time = SettableTime.at(Instant.parse("2026-01-01T12:00:00Z"));

    private final Pipeline quick =
            Pipeline.named("quick").step("work", context -> StepResult.done()).build();
    private final Pipeline failing = Pipeline.named("failing")
            .step("work", context -> StepResult.done())
            .step("fail", context -> {
                throw new IOException("as it is meant to");
            })
            .build();
    private final Pipeline waiting = Pipeline.named("waiting").signal("go").build();

    private SqliteRepository open(SqliteOptions options) {
        return SqliteRepository.open(folder.resolve("pawl.db"), options);
    }

    private WorkflowEngine engine(SqliteRepository repository) {
        return WorkflowEngine.builder()
                .repository(repository)
                .time(time)
                .pipeline(quick)
                .pipeline(failing)
                .pipeline(waiting)
                .build();
    }

    @Test
    void aRunThatHasGoneIsSaidNotToBeThere() throws Exception {
        try (SqliteRepository repository = open(SqliteOptions.defaults());
                WorkflowEngine engine = engine(repository)) {
            Run run = engine.submit("quick", Inputs.none(), SubmitOptions.key("k"));
            run.await();
            EventFeed late = run.events(0);
            engine.submit("quick", Inputs.none()).await();

            assertThat(repository.prune(NONE).runs()).isEqualTo(1);

            String message = "there is no run '" + run.id() + "' in " + repository;
            assertThat(engine.find(run.id())).isEmpty();
            assertThatThrownBy(run::report).isInstanceOf(RefusedException.class).hasMessage(message);
            assertThatThrownBy(() -> engine.report(run.id())).hasMessage(message);
            assertThatThrownBy(run::status).hasMessage(message);
            assertThatThrownBy(() -> engine.events(run.id(), 0)).hasMessage(message);
            assertThat(late.next(10, SOON)).isEmpty();
            assertThat(late.isEnded()).isTrue();
            assertThat(run.await().status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(engine.submit("quick", Inputs.none(), SubmitOptions.key("k"))
                            .id())
                    .isNotEqualTo(run.id());
        }
    }

    @Test
    void aReaderThatLagsGoesOnWithWhatIsThere() throws Exception {
        try (SqliteRepository repository = open(SqliteOptions.defaults());
                WorkflowEngine engine = engine(repository);
                EventFeed all = engine.events(EventFilter.all(), 0);
                EventFeed ofQueue = engine.events(EventFilter.ofQueue("default"), 0)) {
            Run first = engine.submit("quick", Inputs.none());
            first.await();
            // Each has read a part of the first run and is in the ring from now on.
            assertThat(all.next(1, SOON)).hasSize(1);
            assertThat(ofQueue.next(1, SOON)).hasSize(1);
            engine.submit("quick", Inputs.none()).await();
            Run last = engine.submit("quick", Inputs.none());
            last.await();
            repository.prune(NONE);

            for (EventFeed feed : List.of(all, ofQueue)) {
                List<ProgressEvent> events = new ArrayList<>();
                while (events.isEmpty()
                        || !events.get(events.size() - 1).isLast()
                        || !events.get(events.size() - 1).run().equals(last.id())) {
                    List<ProgressEvent> page = feed.next(100, SOON);
                    assertThat(page).isNotEmpty();
                    events.addAll(page);
                }
                assertThat(events.stream().filter(e -> e.run().equals(last.id()) && e.isRecorded()))
                        .hasSize(4);
            }
        }
    }

    @Test
    void aRetryCanBeReportedAsLongAsItIsKept() throws Exception {
        try (SqliteRepository repository = open(SqliteOptions.defaults());
                WorkflowEngine engine = engine(repository)) {
            Run first = engine.submit("failing", Inputs.none());
            first.await();
            Run again = first.retry();
            again.await();
            engine.submit("quick", Inputs.none()).await();
            repository.prune(Retention.unlimited().maxRuns(3));
            assertThat(again.report().json()).contains(first.id(), again.id());
            assertThat(first.retry().id()).isEqualTo(again.id());
            repository.prune(Retention.unlimited().maxRuns(2));
            assertThat(engine.find(first.id())).isEmpty();
            assertThat(engine.find(again.id())).isEmpty();
        }
    }

    @Test
    void aPruningBesideAnEngineThatRunsHarmsNothing() throws Exception {
        SqliteOptions options =
                SqliteOptions.defaults().withRetention(Retention.unlimited().maxRuns(5), Duration.ofMillis(1));
        try (SqliteRepository repository = open(options);
                WorkflowEngine engine = engine(repository);
                EventFeed feed = engine.events(EventFilter.all(), 0)) {
            Set<String> ended = new HashSet<>();
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> readToTheEnd(feed, ended));
            List<Run> waits = new ArrayList<>();
            int most = 0;
            for (int i = 0; i < 60; i++) {
                Run quickly = engine.submit("quick", Inputs.none());
                Run failed = engine.submit("failing", Inputs.none());
                waits.add(engine.submit("waiting", Inputs.none()));
                assertThat(failed.await(SOON)).isPresent();
                engine.find(failed.id()).ifPresent(PruneEngineTest::tryAgain);
                assertThat(quickly.await(SOON)).isPresent();
                most = Math.max(
                        most,
                        repository
                                .query()
                                .counts()
                                .getOrDefault(RunStatus.FAILED, 0L)
                                .intValue());
            }
            assertThat(most).isLessThan(60);
            for (Run run : waits) {
                assertThat(run.status()).isIn(RunStatus.WAITING, RunStatus.RUNNING, RunStatus.QUEUED);
                run.signal("go");
            }
            for (Run run : waits) {
                assertThat(run.await(SOON).orElseThrow().status()).isEqualTo(RunStatus.COMPLETED);
            }
            engine.submit("quick", Inputs.none(), SubmitOptions.defaults().subject("end"))
                    .await();
            reading.get(60, TimeUnit.SECONDS);
            assertThat(ended).isNotEmpty();
            assertThat(repository.warnings()).isEmpty();
            assertThat(engine.verify()).isEmpty();
            repository.backUp(SqliteBackups.in(folder.resolve("snapshots"))).verify();
        }
    }

    /** It may go at any moment. */
    private static void tryAgain(Run run) {
        try {
            run.retry();
        } catch (RefusedException e) {
            assertThat(e.reason()).isEqualTo(RefusedException.Reason.UNKNOWN_RUN);
        }
    }

    private static void readToTheEnd(EventFeed feed, Set<String> ended) {
        try {
            while (true) {
                for (ProgressEvent event : feed.next(3, SOON)) {
                    if (event.isLast()) {
                        ended.add(event.run());
                        if (event.of().subject().equals("end")) {
                            return;
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
