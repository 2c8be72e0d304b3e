package dev.pawl.engine;

import dev.pawl.event.RunStatus;
import dev.pawl.execution.Parking;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import java.util.List;

/** Brings runs on their way that needed a person: by mail, as only a run's owner writes its log. Thread-safe. */
final class ParkedRuns {
    private static final int PAGE = 1_000;

    private final Repository repository;
    private final Requests requests;

    ParkedRuns(Repository repository, Requests requests) {
        this.repository = repository;
        this.requests = requests;
    }

    /** Runs that were parked for want of a pipeline go on when it is registered now. */
    void goOnWith(Registered pipelines) {
        long before = Long.MAX_VALUE;
        List<RunRow> page;
        do {
            page = repository.query().list(RunFilter.of(RunStatus.PARKED), before, PAGE);
            for (RunRow run : page) {
                before = run.number();
                String reason = run.state().reason();
                if ((reason.equals(Parking.MISSING) || reason.equals(Parking.CHANGED))
                        && pipelines.fitting(run.spec()).isPresent()) {
                    requests.registered(run);
                }
            }
        } while (page.size() == PAGE);
    }
}
