package dev.pawl.sqlite;

import dev.pawl.store.Mailbox.Mail;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mail for runs. Confined to its session. */
final class MailTable {
    private static final byte[] NOTHING = {};

    private final Session session;

    MailTable(Session session) {
        this.session = session;
    }

    private static final String LAST_NUMBER = "SELECT seq FROM sqlite_sequence WHERE name = 'mail'";

    private static final String INSERT =
            "INSERT INTO mail (number, run, kind, name, actor, body, millis, urgent, crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    long insert(Mail mail) throws SQLException {
        long number = 1;
        try (ResultSet rows = session.prepared(LAST_NUMBER).executeQuery()) {
            if (rows.next()) {
                number = rows.getLong(1) + 1;
            }
        }
        PreparedStatement statement = session.prepared(INSERT);
        statement.setLong(1, number);
        statement.setLong(2, mail.run());
        statement.setString(3, mail.kind());
        statement.setString(4, mail.name());
        statement.setString(5, mail.actor());
        statement.setBytes(6, mail.body());
        statement.setLong(7, mail.millis());
        statement.setInt(8, mail.urgent() ? 1 : 0);
        statement.setLong(9, crc(number, mail));
        session.update(statement);
        return number;
    }

    private static final String OF_RUN =
            "SELECT number, run, kind, name, actor, body, millis, urgent, crc FROM mail WHERE run = ? ORDER BY number LIMIT ?";

    List<Mail> of(long run, int max) throws SQLException {
        PreparedStatement statement = session.prepared(OF_RUN);
        statement.setLong(1, run);
        statement.setInt(2, max);
        return all(statement);
    }

    private static final String TO_OWNER = """
            SELECT mail.number, mail.run, mail.kind, mail.name, mail.actor, mail.body, mail.millis, mail.urgent, mail.crc
            FROM run CROSS JOIN mail ON mail.run = run.number
            WHERE run.owner = ?1 AND run.owner <> '' AND mail.number > ?2
              AND EXISTS (SELECT 1 FROM mail AS newer WHERE newer.number > ?2)
            ORDER BY mail.number LIMIT ?3
            """;

    /** For the runs that somebody carries: they are few, and mostly there is nothing new at all. */
    List<Mail> toOwner(String owner, long after, int max) throws SQLException {
        PreparedStatement statement = session.prepared(TO_OWNER);
        statement.setString(1, owner);
        statement.setLong(2, after);
        statement.setInt(3, Math.max(0, max));
        return all(statement);
    }

    private List<Mail> all(PreparedStatement statement) throws SQLException {
        List<Mail> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(Corrupt.unless("mail", rows, 1, () -> mail(rows)));
            }
        }
        return found;
    }

    private Mail mail(ResultSet rows) throws SQLException {
        byte[] body = rows.getBytes(6);
        Mail mail = new Mail(
                rows.getLong(1),
                rows.getLong(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                body == null ? NOTHING : body,
                rows.getLong(7),
                rows.getInt(8) != 0);
        Corrupt.check(crc(mail.number(), mail), rows.getLong(9), "mail", mail.number());
        return mail;
    }

    private static final String AFTER = "SELECT max(urgent) FROM mail WHERE run = ? AND number > ?";

    /** Whether there is urgent mail for the run that came after that one; empty when there is none at all. */
    Optional<Boolean> isUrgentAfter(long run, long seen) throws SQLException {
        PreparedStatement statement = session.prepared(AFTER);
        statement.setLong(1, run);
        statement.setLong(2, seen);
        try (ResultSet rows = statement.executeQuery()) {
            boolean isUrgent = rows.next() && rows.getInt(1) != 0;
            return rows.wasNull() ? Optional.empty() : Optional.of(isUrgent);
        }
    }

    private static final String DELETE = "DELETE FROM mail WHERE number = ? AND run = ?";

    /** A mail that is not there, or is another run's, stays where it is: the owner has answered what it has read. */
    void delete(long number, long run) throws SQLException {
        PreparedStatement statement = session.prepared(DELETE);
        statement.setLong(1, number);
        statement.setLong(2, run);
        session.update(statement);
    }

    private static final String DELETE_ALL = "DELETE FROM mail WHERE run = ?";

    void deleteAll(long run) throws SQLException {
        PreparedStatement statement = session.prepared(DELETE_ALL);
        statement.setLong(1, run);
        session.update(statement);
    }

    private long crc(long number, Mail mail) {
        return session.checksum()
                .add(number)
                .add(mail.run())
                .add(mail.kind())
                .add(mail.name())
                .add(mail.actor())
                .add(mail.body())
                .add(mail.millis())
                .add(mail.urgent() ? 1 : 0)
                .end();
    }
}
