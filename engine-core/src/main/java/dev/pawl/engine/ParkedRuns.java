package dev.pawl.engine;

import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.MailAnswers;
import dev.pawl.execution.Verification;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Brings runs on their way that needed a person: by mail, as only a run's owner writes its log. Thread-safe. */
final class ParkedRuns {
    private static final int PAGE = 1_000;

    private final Repository repository;
    private final Carrying carrying;

    ParkedRuns(Repository repository, Carrying carrying) {
        this.repository = repository;
        this.carrying = carrying;
    }

    void resolve(RunRow run, String path, Decision decision, String actor) {
        String name = "run " + run.spec().id();
        if (run.state().status() != RunStatus.PARKED || !run.state().reason().equals("INTERRUPTED")) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    name + " has no interrupted step to resolve: it is "
                            + run.state().status());
        }
        String begun = Verification.begun(run, repository.log(), carrying.rows());
        if (!begun.equals(path)) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    name + " was interrupted in step '" + begun + "', not in '" + path + "'; resolve that one");
        }
        post(run, MailAnswers.RESOLVE, path, actor, decision.name());
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
                if ((reason.equals("MISSING") || reason.equals("CHANGED"))
                        && pipelines.fitting(run.spec()).isPresent()) {
                    post(run, MailAnswers.REGISTERED, "", "engine", "");
                }
            }
        } while (page.size() == PAGE);
    }

    private void post(RunRow run, String kind, String name, String actor, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long now = carrying.time().millis();
        repository.mailbox().post(new Mail(0, run.number(), kind, name, actor, bytes, now));
    }
}
