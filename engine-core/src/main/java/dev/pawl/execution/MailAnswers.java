package dev.pawl.execution;

import dev.pawl.event.StepResolved.Decision;
import dev.pawl.store.Commit;
import dev.pawl.store.Mailbox.Mail;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a run makes of its mail when an owner takes it up. Confined to one run. */
public final class MailAnswers {
    /** The kind of mail by which a person resolves an interrupted step; its body is a {@link Decision}. */
    public static final String RESOLVE = "resolve";

    /** The kind of mail that says that the pipeline of a parked run is registered now. */
    public static final String REGISTERED = "registered";

    private final RunMemory memory;
    private final RunRecorder recorder;
    private Commit barrier;
    private long seen;

    private MailAnswers(RunMemory memory, RunRecorder recorder, Commit barrier) {
        this.memory = memory;
        this.recorder = recorder;
        this.barrier = barrier;
    }

    /** Answers the mail that the run has a use for, and does away with what has come to nothing. */
    static MailAnswers to(List<Mail> mail, RunMemory memory, RunRecorder recorder) {
        MailAnswers answers = new MailAnswers(memory, recorder, Commit.committed(0));
        mail.forEach(answers::answer);
        return answers;
    }

    private void answer(Mail mail) {
        seen = Math.max(seen, mail.number());
        boolean isResolve = mail.kind().equals(RESOLVE);
        if (isResolve && mail.name().equals(memory.begun)) {
            Decision decision = Decision.valueOf(new String(mail.body(), StandardCharsets.UTF_8));
            barrier = recorder.resolved(mail.name(), decision, mail.actor(), mail.number());
        } else if (isResolve || mail.kind().equals(REGISTERED)) {
            recorder.dismissed(mail.number());
        }
    }

    /** The answer that the run has to wait for before it goes on; committed already when there is none. */
    Commit barrier() {
        return barrier;
    }

    /** The newest mail that was looked at; 0 when there was none. */
    long seen() {
        return seen;
    }
}
