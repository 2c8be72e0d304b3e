package dev.pawl.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Runs that are not there any more, of whose logs there is a rest, because it was too long to be deleted in one transaction. Nobody
 * is shown such a rest. Confined to its session.
 */
final class DroppedTable {
    private final Session session;

    DroppedTable(Session session) {
        this.session = session;
    }

    private static final String ADD = "INSERT INTO dropped (run, crc) VALUES (?, ?)";

    void add(long run) throws SQLException {
        PreparedStatement statement = session.prepared(ADD);
        statement.setLong(1, run);
        statement.setLong(2, session.checksum().add(run).end());
        session.update(statement);
    }

    private static final String REMOVE = "DELETE FROM dropped WHERE run = ?";

    void remove(long run) throws SQLException {
        PreparedStatement statement = session.prepared(REMOVE);
        statement.setLong(1, run);
        session.update(statement);
    }

    private static final String FIRST = "SELECT run, crc FROM dropped ORDER BY run";

    /**
     * The first one. A row that is not what was written may name a run that is there: it is passed over.
     *
     * @param unsound told of such a row
     */
    OptionalLong first(LongConsumer unsound) throws SQLException {
        try (ResultSet rows = session.prepared(FIRST).executeQuery()) {
            while (rows.next()) {
                long run = rows.getLong(1);
                if (session.checksum().add(run).end() == rows.getLong(2)) {
                    return OptionalLong.of(run);
                }
                unsound.accept(run);
            }
            return OptionalLong.empty();
        }
    }
}
