package dev.pawl.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The owners that are alive. Confined to its session. */
final class OwnerTable {
    private final Session session;

    OwnerTable(Session session) {
        this.session = session;
    }

    private static final String JOIN = "INSERT INTO owner (name, crc) VALUES (?, ?) ON CONFLICT (name) DO NOTHING";

    void join(String owner) throws SQLException {
        PreparedStatement statement = session.prepared(JOIN);
        statement.setString(1, owner);
        statement.setLong(2, session.checksum().add(owner).end());
        session.update(statement);
    }

    private static final String NOBODY = "DELETE FROM owner";

    /** Forgets all owners: a store that is being opened has none. */
    void leaveAll() throws SQLException {
        session.update(session.prepared(NOBODY));
    }

    private static final String LEAVE = "DELETE FROM owner WHERE name = ?";

    void leave(String owner) throws SQLException {
        PreparedStatement statement = session.prepared(LEAVE);
        statement.setString(1, owner);
        session.update(statement);
    }
}
