package dev.pawl.sqlite;

import dev.pawl.store.Definitions.Definition;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The shapes of pipelines, and when an engine has named them last. Confined to its session. */
final class DefinitionTable {
    private final Session session;

    DefinitionTable(Session session) {
        this.session = session;
    }

    private static final String PUT = """
            INSERT INTO definition (fingerprint, pipeline, version, shape, named, crc) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (fingerprint) DO UPDATE SET named = ?5, crc = ?6
            """;

    /** Keeps a shape that is named at this hour; one that is there already stays, and was named now. */
    void put(Definition definition, long now) throws SQLException {
        Definition kept = find(definition.fingerprint()).orElse(definition);
        PreparedStatement statement = session.prepared(PUT);
        statement.setString(1, kept.fingerprint());
        statement.setString(2, kept.pipeline());
        statement.setInt(3, kept.version());
        statement.setString(4, kept.shape());
        statement.setLong(5, now);
        statement.setLong(6, crc(kept, now));
        session.update(statement);
    }

    private static final String FIND =
            "SELECT fingerprint, pipeline, version, shape, named, crc FROM definition WHERE fingerprint = ?";

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
            Corrupt.check(crc(found, rows.getLong(5)), rows.getLong(6), "definition", fingerprint);
            return Optional.of(found);
        }
    }

    private static final String NAMED_SINCE = "SELECT 1 FROM definition WHERE fingerprint = ? AND named >= ?";

    /** Whether it is there, and was named at that hour or later. */
    boolean isNamedSince(String fingerprint, long hour) throws SQLException {
        PreparedStatement statement = session.prepared(NAMED_SINCE);
        statement.setString(1, fingerprint);
        statement.setLong(2, hour);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    private static final String NAMED_BEFORE = "SELECT fingerprint FROM definition WHERE named < ?";

    /** The fingerprints of those that were named before that hour, and not since. */
    Set<String> namedBefore(long hour) throws SQLException {
        PreparedStatement statement = session.prepared(NAMED_BEFORE);
        statement.setLong(1, hour);
        Set<String> found = new HashSet<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static final String DELETE = "DELETE FROM definition WHERE fingerprint = ? AND named < ?";

    /** Deletes those of them that were not named since, and returns how many. */
    long delete(Collection<String> fingerprints, long hour) throws SQLException {
        PreparedStatement statement = session.prepared(DELETE);
        long deleted = 0;
        for (String fingerprint : fingerprints) {
            statement.setString(1, fingerprint);
            statement.setLong(2, hour);
            deleted += session.update(statement);
        }
        return deleted;
    }

    private long crc(Definition definition, long named) {
        return session.checksum()
                .add(definition.fingerprint())
                .add(definition.pipeline())
                .add(definition.version())
                .add(definition.shape())
                .add(named)
                .end();
    }
}
