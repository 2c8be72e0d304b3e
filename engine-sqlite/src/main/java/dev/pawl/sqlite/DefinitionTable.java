package dev.pawl.sqlite;

import dev.pawl.store.Definitions.Definition;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The shapes of pipelines. Confined to its session. */
final class DefinitionTable {
    private final Session session;

    DefinitionTable(Session session) {
        this.session = session;
    }

    private static final String INSERT = """
            INSERT INTO definition (fingerprint, pipeline, version, shape, crc) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (fingerprint) DO NOTHING
            """;

    /** One that is there already stays. */
    void insert(Definition definition) throws SQLException {
        PreparedStatement statement = session.prepared(INSERT);
        statement.setString(1, definition.fingerprint());
        statement.setString(2, definition.pipeline());
        statement.setInt(3, definition.version());
        statement.setString(4, definition.shape());
        statement.setLong(5, crc(definition));
        session.update(statement);
    }

    private static final String FIND =
            "SELECT fingerprint, pipeline, version, shape, crc FROM definition WHERE fingerprint = ?";

    Optional<Definition> find(String fingerprint) throws SQLException {
        PreparedStatement statement = session.prepared(FIND);
        statement.setString(1, fingerprint);
        try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            Definition found = Corrupt.unless(
                    "definition",
                    rows,
                    1,
                    () -> new Definition(rows.getString(1), rows.getString(2), rows.getInt(3), rows.getString(4)));
            Corrupt.check(crc(found), rows.getLong(5), "definition", fingerprint);
            return Optional.of(found);
        }
    }

    private long crc(Definition definition) {
        return session.checksum()
                .add(definition.fingerprint())
                .add(definition.pipeline())
                .add(definition.version())
                .add(definition.shape())
                .end();
    }
}
