package dev.pawl.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The owners that are alive, as far as is known. Confined to its session. */
final class OwnerTable {
    private final Session session;

    OwnerTable(Session session) {
        this.session = session;
    }

    /**
     * Who carries runs.
     *
     * @param place the byte of the lock file that its process holds; {@link #NOWHERE} when the row is damaged
     * @param beat counted up as long as it lives
     * @param patience how long it may be silent, in milliseconds
     */
    record Owner(String name, long place, long beat, long patience) {
        static final long NOWHERE = 0;

        Owner next() {
            return new Owner(name, place, beat + 1, patience);
        }
    }

    private static final String JOIN = """
            INSERT INTO owner (name, place, beat, patience, crc) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (name) DO NOTHING
            """;

    /** One that is there already stays; says whether there was none. */
    boolean join(Owner owner) throws SQLException {
        PreparedStatement statement = session.prepared(JOIN);
        statement.setString(1, owner.name());
        statement.setLong(2, owner.place());
        statement.setLong(3, owner.beat());
        statement.setLong(4, owner.patience());
        statement.setLong(5, crc(owner));
        return session.update(statement) == 1;
    }

    private static final String BEAT = "UPDATE owner SET place = ?, beat = ?, patience = ?, crc = ? WHERE name = ?";

    /** Counts a beat; says whether the owner was still known. What was damaged in its row is whole then. */
    boolean beat(Owner next) throws SQLException {
        PreparedStatement statement = session.prepared(BEAT);
        statement.setLong(1, next.place());
        statement.setLong(2, next.beat());
        statement.setLong(3, next.patience());
        statement.setLong(4, crc(next));
        statement.setString(5, next.name());
        return session.update(statement) == 1;
    }

    private static final String ALL = "SELECT name, place, beat, patience, crc FROM owner";

    /**
     * All of them.
     *
     * @param patience of one whose row is damaged
     */
    List<Owner> all(long patience) throws SQLException {
        List<Owner> all = new ArrayList<>();
        try (ResultSet rows = session.prepared(ALL).executeQuery()) {
            while (rows.next()) {
                Owner owner = new Owner(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
                boolean isSound = crc(owner) == rows.getLong(5);
                all.add(isSound ? owner : new Owner(owner.name(), Owner.NOWHERE, owner.beat(), patience));
            }
        }
        return all;
    }

    private static final String NOBODY = "DELETE FROM owner";

    /** Forgets all owners: a store that nobody has open has none. */
    void leaveAll() throws SQLException {
        session.update(session.prepared(NOBODY));
    }

    private static final String COUNT = "SELECT count(*) FROM owner";

    /** How many there are. */
    long count() throws SQLException {
        try (ResultSet rows = session.prepared(COUNT).executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static final String LEAVE = "DELETE FROM owner WHERE name = ?";

    void leave(String owner) throws SQLException {
        PreparedStatement statement = session.prepared(LEAVE);
        statement.setString(1, owner);
        session.update(statement);
    }

    private static final String LOST = "DELETE FROM owner WHERE name = ? AND beat = ?";

    /** Forgets an owner that has not been heard of since that beat. */
    void lost(Owner owner) throws SQLException {
        PreparedStatement statement = session.prepared(LOST);
        statement.setString(1, owner.name());
        statement.setLong(2, owner.beat());
        session.update(statement);
    }

    private long crc(Owner owner) {
        return session.checksum()
                .add(owner.name())
                .add(owner.place())
                .add(owner.beat())
                .add(owner.patience())
                .end();
    }
}
