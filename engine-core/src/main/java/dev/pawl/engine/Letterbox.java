package dev.pawl.engine;

import dev.pawl.store.Mailbox;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings mail to the runs that this engine carries; those that nobody carries find it when they are claimed. Thread-safe. */
final class Letterbox {
    private static final Logger LOG = LoggerFactory.getLogger(Letterbox.class);
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

    /** Looks for what other processes have posted. Where a mail is damaged, each run looks for itself, and those that are sound get theirs. */
    synchronized void look() {
        try {
            lookForAll();
        } catch (StoreException e) {
            if (e.reason() != Reason.CORRUPT) {
                throw e;
            }
            live.numbers().forEach(this::lookPastDamage);
        }
    }

    private void lookPastDamage(long run) {
        try {
            look(run);
        } catch (StoreException e) {
            LOG.debug("run {} gets no mail: it finds that out when it is claimed again", run, e);
        }
    }

    private void lookForAll() {
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
