package dev.pawl.engine;

import dev.pawl.event.RunStatus;
import dev.pawl.execution.Parking;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQuery.RunFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings runs on their way that needed a person: by mail, as only a run's owner writes its log. Thread-safe. */
final class ParkedRuns {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedRuns.class);

    private final Repository repository;
    private final Requests requests;

    ParkedRuns(Repository repository, Requests requests) {
        this.repository = repository;
        this.requests = requests;
    }

    /** Runs that were parked for want of a pipeline go on when it is registered now. */
    void goOnWith(Registered pipelines) {
        new SoundRuns(repository.query(), RunFilter.of(RunStatus.PARKED))
                .forEach(
                        run -> {
                            String reason = run.state().reason();
                            if ((reason.equals(Parking.MISSING) || reason.equals(Parking.CHANGED))
                                    && pipelines.fitting(run.spec()).isPresent()) {
                                requests.registered(run);
                            }
                        },
                        damaged -> LOG.error(
                                "a run that is parked cannot be read, and stays so: {}", damaged.getMessage()));
    }
}
