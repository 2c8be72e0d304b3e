package dev.pawl.execution;

import dev.pawl.event.RunStopping;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.pipeline.WaitNode;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run makes of its mail. Used under the run's lock. Confined to one run. */
final class MailAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(MailAnswers.class);

    private final RecordedRun run;

    /** Signals and decisions that nothing has waited for yet, oldest first. */
    private final List<Mail> early = new ArrayList<>();

    private long seen;

    MailAnswers(RecordedRun run) {
        this.run = run;
    }

    /** Looks at what has come since the last time. */
    void take(List<Mail> mail) {
        for (Mail each : mail) {
            if (each.number() > seen) {
                seen = each.number();
                take(each);
            }
        }
    }

    private void take(Mail mail) {
        try {
            switch (Letter.Kind.of(mail)) {
                case CANCEL -> cancel(mail);
                case RESOLVE -> resolve(mail);
                case RESUME -> run.dismiss(mail.number());
                case SIGNAL, DECISION -> early.add(mail);
            }
        } catch (IllegalArgumentException | StoreException e) {
            LOG.warn("mail {} of run {} cannot be read and is thrown away", mail.number(), run.info, e);
            run.dismiss(mail.number());
        }
    }

    private void cancel(Mail mail) {
        run.dismiss(mail.number());
        run.stop(RunStopping.Reason.CANCEL, mail.actor(), "");
    }

    private void resolve(Mail mail) {
        Decision decision = Decision.valueOf(new String(mail.body(), StandardCharsets.UTF_8).toUpperCase(Locale.ROOT));
        if (run.memory.look(mail.name()).begun && !run.strands.isUnderWay(mail.name())) {
            boolean isToUndo =
                    decision == Decision.DONE && run.undoing(mail.name()).isPresent();
            run.recorder.resolved(mail.name(), decision, mail.actor(), isToUndo, mail.number());
        } else {
            run.dismiss(mail.number());
        }
    }

    /** The oldest mail that answers this wait; taking it is the caller's. */
    Optional<WaitAnswer> answer(WaitNode node, String path) {
        Letter.Kind kind = node.type() == WaitNode.Type.SIGNAL ? Letter.Kind.SIGNAL : Letter.Kind.DECISION;
        for (Mail mail : List.copyOf(early)) {
            boolean isMeant = mail.name().equals(path) || mail.name().equals(node.name());
            if (isMeant && Letter.Kind.of(mail) == kind) {
                early.remove(mail);
                try {
                    WaitAnswer answer = Letter.read(mail, node);
                    if (node.roles().isEmpty() || node.roles().contains(answer.role())) {
                        return Optional.of(answer);
                    }
                    LOG.warn(
                            "'{}' of run {} is decided by {}; the decision of {} in the role '{}' does not count",
                            path,
                            run.info,
                            node.roles(),
                            answer.actor(),
                            answer.role());
                    run.dismiss(mail.number());
                } catch (IllegalArgumentException | StoreException e) {
                    LOG.warn("mail {} of run {} cannot be read and is thrown away", mail.number(), run.info, e);
                    run.dismiss(mail.number());
                }
            }
        }
        return Optional.empty();
    }

    /** The newest mail that was looked at; 0 when there was none. */
    long seen() {
        return seen;
    }
}
