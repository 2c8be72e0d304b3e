package dev.pawl.sqlite;

import dev.pawl.store.LogRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tickets in transactions: together as long as all goes well, one by one when one of them fails, so that it fails alone.
 *
 * <p>What it throws is the store's failure: the tickets that are not decided can be tried again. A commit that failed may have happened
 * all the same. Then the connection is given up, and the next one looks whether the last row is there before anything is written again.
 * Confined to the writer.
 */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final Opener opener;
    private final StoreFile file;
    private final Damage damage;
    private final Decided decided;
    private long version; // of what others have written, as the connection saw it last
    private Ledger ledger; // null while there is no connection
    private Doubt doubt; // null unless a commit has begun and nobody was told of its end
    private volatile long commits; // written under the lock of the writer

    Transactions(Opener opener, StoreFile file, Damage damage, Decided decided) {
        this.opener = opener;
        this.file = file;
        this.damage = damage;
        this.decided = decided;
    }

    /** Gives a new connection to write with. */
    @FunctionalInterface
    interface Opener {
        Session open() throws SQLException;
    }

    /** Told about tickets whose transaction is over; the last of the rows has that position. */
    @FunctionalInterface
    interface Decided {
        void accept(List<Ticket<?>> tickets, List<LogRow> rows, long lastPosition);
    }

    /** A transaction of which nobody knows whether it was committed. */
    private record Doubt(List<Ticket<?>> tickets, List<LogRow> rows, long lastPosition) {}

    /** @param tries whether something is to be written first: a transaction that changes nothing succeeds on a full disk, too */
    void commit(List<Ticket<?>> tickets, boolean tries) {
        try {
            connect();
            if (tries) {
                rewrite(ledger.tables().session());
            }
            List<Ticket<?>> open = open(tickets);
            if (!open.isEmpty()) {
                attempt(open, false);
            }
        } catch (SQLException e) {
            if (SqlFailure.reason(e) != Reason.BUSY) {
                disconnect();
            }
            throw SqlFailure.of(e, file, "write to");
        }
    }

    /** Writes what stands there already. */
    private void rewrite(Session session) throws SQLException {
        session.begin();
        try {
            session.script("PRAGMA application_id = " + Schema.APPLICATION_ID);
            session.commit();
        } catch (SQLException e) {
            undo();
            throw e;
        }
    }

    /** How many transactions were committed. */
    long commits() {
        return commits;
    }

    /** What is done while nobody writes. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Does something while no process writes, this one or another. */
    void whileNobodyWrites(Work work) throws SQLException {
        if (ledger == null) {
            work.run();
            return;
        }
        Session session = ledger.tables().session();
        session.begin();
        try {
            work.run();
        } finally {
            session.rollback();
        }
    }

    /** Copies the write-ahead log into the database, as far as nobody reads it. */
    void checkpoint() throws SQLException {
        if (ledger != null) {
            ledger.tables().session().checkpoint("PASSIVE");
        }
    }

    private void connect() throws SQLException {
        if (ledger != null) {
            return;
        }
        Session session = opener.open();
        boolean usable = false;
        try {
            if (session.askNumber("PRAGMA application_id") != Schema.APPLICATION_ID) {
                throw new StoreException(
                        Reason.FOREIGN, "Cannot write to " + file + ": it has been replaced by another file");
            }
            Ledger opened = new Ledger(Tables.of(session), damage);
            if (doubt != null) {
                settle(doubt, opened);
                doubt = null;
            }
            ledger = opened;
            usable = true;
        } finally {
            if (!usable) {
                close(session);
            }
        }
    }

    private void settle(Doubt last, Ledger opened) throws SQLException {
        LogRow row = last.rows.get(last.rows.size() - 1);
        if (opened.tables().log().at(last.lastPosition).equals(List.of(row.at(last.lastPosition)))) {
            commits++;
            decided.accept(open(last.tickets), last.rows, last.lastPosition);
        }
    }

    private static List<Ticket<?>> open(List<Ticket<?>> tickets) {
        for (Ticket<?> ticket : tickets) {
            if (ticket.isDone()) {
                return tickets.stream().filter(t -> !t.isDone()).toList();
            }
        }
        return tickets;
    }

    private void attempt(List<Ticket<?>> tickets, boolean again) throws SQLException {
        Session session = ledger.tables().session();
        session.begin();
        try {
            forgetIfOthersWrote(session);
            for (int i = 0; i < tickets.size(); i++) {
                tickets.get(i).run(ledger);
            }
            ledger.finish();
        } catch (SQLException e) {
            undo();
            if (!SqlFailure.isOfStatement(e)) {
                throw e;
            }
            apart(tickets, again, SqlFailure.of(e, file, "write to"));
            return;
        } catch (StoreException e) {
            undo();
            apart(tickets, again, e);
            return;
        } catch (RuntimeException e) {
            undo();
            apart(tickets, again, new StoreException(Reason.FAILED, "Cannot write to " + file + ": " + e, e));
            return;
        }
        finish(session, tickets);
    }

    /** From here on nobody else writes; so what is remembered is right, unless somebody has written since it was. */
    private void forgetIfOthersWrote(Session session) throws SQLException {
        long now = session.dataVersion();
        if (now != version) {
            version = now;
            ledger.forget();
        }
    }

    private void finish(Session session, List<Ticket<?>> tickets) throws SQLException {
        List<LogRow> rows = ledger.rows();
        long lastPosition = ledger.last();
        doubt = rows.isEmpty() ? null : new Doubt(tickets, rows, lastPosition);
        try {
            session.commit();
        } catch (SQLException e) {
            if (SqlFailure.reason(e) == Reason.BUSY) {
                doubt = null;
                undo();
            } else {
                disconnect();
            }
            throw e;
        }
        commits++;
        ledger.committed();
        decided.accept(tickets, rows, lastPosition);
        doubt = null;
    }

    /**
     * The transaction was rolled back because of one of its tickets, or because what was remembered was old: each gets one of its own,
     * and one that was alone already a second try.
     */
    private void apart(List<Ticket<?>> tickets, boolean again, StoreException why) throws SQLException {
        if (tickets.size() == 1 && again) {
            tickets.get(0).refuse(why);
            decided.accept(tickets, List.of(), 0);
            return;
        }
        LOG.debug("A transaction of {} operations is taken apart", tickets.size(), why);
        for (Ticket<?> ticket : tickets) {
            connect();
            attempt(List.of(ticket), true);
        }
    }

    private void undo() {
        ledger.forget();
        try {
            ledger.tables().session().rollback();
        } catch (SQLException e) {
            // Some errors end a transaction by themselves. A new connection is in no doubt about it.
            LOG.debug("The transaction had ended already", e);
            disconnect();
        }
    }

    void disconnect() {
        if (ledger != null) {
            close(ledger.tables().session());
            ledger = null;
        }
    }

    private void close(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.warn("A connection to {} could not be closed", file, e);
        }
    }
}
