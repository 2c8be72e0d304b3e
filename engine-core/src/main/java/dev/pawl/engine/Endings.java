package dev.pawl.engine;

import dev.pawl.api.PawlException;
import dev.pawl.event.RunStatus;
import dev.pawl.execution.Carrying;
import dev.pawl.history.EventRows;
import dev.pawl.history.Verification;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out in the store how runs have ended, and tells those who await them: another engine that shares the repository may carry what was
 * submitted here, and its end is only seen in the log. Thread-safe.
 */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private final Repository repository;
    private final Carrying carrying;
    private final Results results;
    private final LiveRuns live;

    Endings(Repository repository, Carrying carrying, Results results, LiveRuns live) {
        this.repository = repository;
        this.carrying = carrying;
        this.results = results;
        this.live = live;
    }

    /** The result of a run that may be anybody's: known from the store, or to be waited for. */
    CompletableFuture<RunResult> of(RunRow run) {
        Optional<RunResult> known = known(run);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        String id = run.spec().id();
        CompletableFuture<RunResult> waiting = results.of(id);
        results.mayEndElsewhere(run.number(), id);
        // It may have ended before anybody waited; then all who wait have to hear it.
        tell(id);
        return waiting;
    }

    private Optional<RunResult> known(RunRow run) {
        RunStatus status = run.state().status();
        return status.isTerminal() || status == RunStatus.PARKED
                ? Optional.of(
                        new RunResult(run, Verification.ending(run, carrying.log(), carrying.rows(), carrying.codec())))
                : Optional.empty();
    }

    /** These were committed, by whomever. */
    void committed(List<LogRow> rows) {
        for (LogRow row : rows) {
            if (EventRows.endsCarrying(row)) {
                results.endedElsewhere(row.run(), EventRows.endsRun(row))
                        .or(() -> live.lost(row.run()))
                        .ifPresent(this::look);
            }
        }
    }

    /** Looks on another thread whether that run has ended. */
    void look(String id) {
        carrying.aside().execute(() -> {
            if (results.isAwaited(id)) {
                tell(id);
            }
        });
    }

    private void tell(String id) {
        try {
            // Who carries it here tells more: the cause is not in the store.
            Optional<RunRow> found = repository.query().find(id);
            if (found.isEmpty()) {
                // It was deleted after its end.
                results.failed(id, RefusedException.unknown(id, repository));
            }
            found.filter(run -> !live.endsHere(run.number()))
                    .flatMap(this::known)
                    .ifPresent(result -> results.ended(id, result));
        } catch (PawlException e) {
            LOG.debug("it cannot be read how run {} has ended", id, e);
            results.failed(id, e);
        }
    }
}
