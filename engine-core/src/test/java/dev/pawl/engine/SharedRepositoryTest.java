package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.event.EventFeed;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQuery;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.RepositoryAround;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several engines on one repository, at a time and after one another. */
@Timeout(60)
class SharedRepositoryTest {
    private static final Key<Integer> NUMBER = Key.of("number", Integer.class);

    private final Set<Integer> twice = ConcurrentHashMap.newKeySet();
    private final Set<Integer> once = ConcurrentHashMap.newKeySet();
    private final Pipeline numbered = Pipeline.named("numbered")
            .step("note", context -> {
                if (!once.add(context.get(NUMBER))) {
                    twice.add(context.get(NUMBER));
                }
                return StepResult.done();
            })
            .step("end", context -> StepResult.done())
            .build();

    @Test
    void eachRunIsCarriedOnce() throws Exception {
        Repository repository = InMemoryRepository.create();
        try (WorkflowEngine one = engine(repository);
                WorkflowEngine other = engine(repository)) {
            List<Run> runs = submit(one, other, 200);
            for (Run run : runs) {
                awaitLast(run);
                assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            }

            assertThat(once).hasSize(200);
            assertThat(twice).isEmpty();
            assertThat(one.verify()).isEmpty();
        }
    }

    @Test
    void theEndOfARunReachesItsSubmitterWhoeverCarriesIt() {
        Repository repository = InMemoryRepository.create();
        try (WorkflowEngine one = engine(repository);
                WorkflowEngine other = engine(repository)) {
            for (Run run : submit(one, other, 200)) {
                assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            }
        }
    }

    @Test
    void whoeverAwaitsARunHearsOfItsEndWhereverItIsCarried() throws Exception {
        CountDownLatch inBody = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Pipeline blocking = Pipeline.named("blocking")
                .step("wait", context -> {
                    inBody.countDown();
                    goOn.await();
                    return StepResult.done();
                })
                .build();
        Repository repository = InMemoryRepository.create();
        try (WorkflowEngine busy = WorkflowEngine.builder()
                        .repository(repository)
                        .concurrency(1)
                        .pipeline(blocking)
                        .pipeline(numbered)
                        .build();
                WorkflowEngine other = WorkflowEngine.builder()
                        .repository(repository)
                        .concurrency(2)
                        .pipeline(blocking)
                        .pipeline(numbered)
                        .build()) {
            Run carriedHere = busy.submit("blocking", Inputs.none());
            assertThat(inBody.await(10, TimeUnit.SECONDS)).isTrue();
            Run foundThere = other.find(carriedHere.id()).orElseThrow();
            Run carriedThere = busy.submit("numbered", NUMBER.is(1));

            assertThat(Mode.ended(carriedThere).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(carriedHere.status()).isEqualTo(RunStatus.RUNNING);
            goOn.countDown();
            assertThat(Mode.ended(foundThere).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(Mode.ended(carriedHere).status()).isEqualTo(RunStatus.COMPLETED);
        } finally {
            goOn.countDown();
        }
    }

    private static List<Run> submit(WorkflowEngine one, WorkflowEngine other, int runs) {
        List<Run> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            all.add((i % 2 == 0 ? one : other).submit("numbered", NUMBER.is(i)));
        }
        return all;
    }

    /** Its log could not be read when another engine had ended the run. */
    @Test
    void whoeverAwaitsARunIsToldThatItsEndCannotBeRead() throws Exception {
        Repository repository = InMemoryRepository.create();
        Repository unreadable = new RepositoryAround() {
            @Override
            public Repository real() {
                return repository;
            }

            @Override
            public RunQuery query() {
                if (repository.query().counts().containsKey(RunStatus.COMPLETED)) {
                    throw new StoreException(Reason.BUSY, "the store is busy");
                }
                return repository.query();
            }
        };
        try (WorkflowEngine submitting = WorkflowEngine.builder()
                .repository(unreadable)
                .pipeline(numbered)
                .workers(0)
                .build()) {
            Run run = submitting.submit("numbered", NUMBER.is(1));
            try (WorkflowEngine other = engine(repository)) {
                assertThatThrownBy(() -> run.await(Mode.LIMIT)).hasMessage("the store is busy");
                assertThat(other.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.COMPLETED);
            }
        }
    }

    private static void awaitLast(Run run) throws InterruptedException {
        try (EventFeed feed = run.events(0)) {
            while (!feed.isEnded()) {
                assertThat(feed.next(10, Mode.LIMIT)).isNotEmpty();
            }
        }
    }

    @Test
    void aRunOfAPipelineThatIsNotRegisteredIsParkedAsMissing() {
        Repository repository = InMemoryRepository.create();
        String run = leave(repository);

        try (WorkflowEngine without =
                WorkflowEngine.builder().repository(repository).build()) {
            RunResult result = Mode.ended(without.find(run).orElseThrow());

            assertThat(result.status()).isEqualTo(RunStatus.PARKED);
            assertThat(result.message()).contains("'numbered' version 1").contains("not registered");
            assertThat(repository.query().find(run).orElseThrow().state().reason())
                    .isEqualTo("MISSING");
            assertThat(without.verify()).isEmpty();
        }
    }

    @Test
    void aRunOfAPipelineInAnotherShapeIsParkedAsChanged() {
        Repository repository = InMemoryRepository.create();
        String run = leave(repository);
        Pipeline changed = Pipeline.named("numbered")
                .step("renamed", context -> StepResult.done())
                .build();

        try (WorkflowEngine with = WorkflowEngine.builder()
                .repository(repository)
                .pipeline(changed)
                .build()) {
            RunResult result = Mode.ended(with.find(run).orElseThrow());

            assertThat(result.status()).isEqualTo(RunStatus.PARKED);
            assertThat(result.message()).contains("'numbered' version 1").contains("another shape");
            assertThat(repository.query().find(run).orElseThrow().state().reason())
                    .isEqualTo("CHANGED");
            assertThat(with.verify()).isEmpty();
        }
    }

    @Test
    void aRunGoesOnInTheVersionInWhichItWasSubmitted() {
        Repository repository = InMemoryRepository.create();
        String run = leave(repository);
        Pipeline newer = Pipeline.named("numbered")
                .version(2)
                .step("renamed", context -> StepResult.done())
                .build();

        try (WorkflowEngine with = WorkflowEngine.builder()
                .repository(repository)
                .pipeline(newer)
                .pipeline(numbered)
                .build()) {
            assertThat(Mode.ended(with.find(run).orElseThrow()).status()).isEqualTo(RunStatus.COMPLETED);
        }
        assertThat(once).containsExactly(7);
    }

    /** A run that is accepted and was never carried. */
    private String leave(Repository repository) {
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .workers(0)
                .repository(repository)
                .pipeline(numbered)
                .build()) {
            return engine.submit("numbered", NUMBER.is(7)).id();
        }
    }

    private WorkflowEngine engine(Repository repository) {
        return WorkflowEngine.builder()
                .repository(repository)
                .pipeline(numbered)
                .build();
    }
}
