package dev.pawl.engine;

import dev.pawl.store.Mailbox;
import dev.pawl.store.Mailbox.Mail;
import java.util.List;

/** Brings mail to the runs that this engine carries; those that nobody carries find it when they are claimed. Thread-safe. */
final class Letterbox {
    private static final int PAGE = 1_000;

    private final Mailbox mailbox;
    private final String owner;
    private final LiveRuns live;
    private long seen; // guarded by this

    Letterbox(Mailbox mailbox, String owner, LiveRuns live) {
        this.mailbox = mailbox;
        this.owner = owner;
        this.live = live;
    }

    /** This run has mail, which was posted here. */
    void look(long run) {
        live.mailed(run).ifPresent(carried -> carried.look(mailbox.of(run, Integer.MAX_VALUE)));
    }

    /** Looks for what other processes have posted. */
    synchronized void look() {
        List<Mail> page;
        do {
            page = mailbox.toOwner(owner, seen, PAGE);
            for (Mail mail : page) {
                seen = Math.max(seen, mail.number());
                live.mailed(mail.run()).ifPresent(run -> run.look(List.of(mail)));
            }
        } while (page.size() == PAGE);
    }
}
