package dev.pawl.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables and views, as numbered scripts: a store has been through the first {@code user_version} of them. A released script is never
 * edited. Immutable.
 */
final class Schema {
    /** Stands in the header of each of our files: "Pawl". */
    static final int APPLICATION_ID = 0x5061776C;

    private static final List<String> SCRIPTS = List.of("001-runs.sql", "002-views.sql");

    static final int VERSION = SCRIPTS.size();

    /** What the scripts make, by version: each opening compares, and to make it takes as long as half of an opening. */
    private static final Map<Integer, List<String>> KNOWN = new ConcurrentHashMap<>();

    private Schema() {}

    /** Brings a store up to {@link #VERSION}, in one transaction. */
    static void bringUp(Session session) throws SQLException {
        bringUp(session, SCRIPTS.stream().map(Schema::text).toList());
    }

    /** As {@link #bringUp(Session)}, by these scripts. */
    static void bringUp(Session session, List<String> scripts) throws SQLException {
        session.begin();
        try {
            // Read inside the transaction: another process may have been faster.
            for (int version = (int) session.askNumber("PRAGMA user_version"); version < scripts.size(); version++) {
                session.script(scripts.get(version));
            }
            session.script("PRAGMA application_id = " + APPLICATION_ID);
            session.script("PRAGMA user_version = " + scripts.size());
            session.commit();
        } catch (SQLException e) {
            undo(session, e);
            throw e;
        }
    }

    /** Some errors, a full disk for one, end a transaction by themselves; what is said is why, and not that nothing is left to undo. */
    private static void undo(Session session, SQLException why) {
        try {
            session.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** What the store that is connected has beside the tables, indexes and views of that version, or has not; empty when it is exactly those. */
    static Optional<String> difference(Session session, int version) throws SQLException {
        List<String> expected = tables(version);
        List<String> found = tables(session);
        if (found.equals(expected)) {
            return Optional.empty();
        }
        List<String> more = new ArrayList<>(found);
        more.removeAll(expected);
        List<String> missing = new ArrayList<>(expected);
        missing.removeAll(found);
        String difference = !more.isEmpty()
                ? "there is " + more.get(0)
                : missing.isEmpty() ? "they are not stored as texts" : "there is no " + missing.get(0);
        return Optional.of("its tables are not those of schema " + version + ": " + difference);
    }

    /** The definition of each table, index and view of a store with that version, in order. */
    static List<String> tables(int version) throws SQLException {
        List<String> known = KNOWN.get(version);
        if (known != null) {
            return known;
        }
        try (Session session = Connector.memory()) {
            for (String script : SCRIPTS.subList(0, version)) {
                session.script(text(script));
            }
            List<String> made = List.copyOf(tables(session));
            KNOWN.put(version, made);
            return made;
        }
    }

    private static final String TABLES =
            "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema ORDER BY 1, 2, 3, 4";

    /** As {@link #tables(int)}, of the store that is connected. */
    static List<String> tables(Session session) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = session.prepared(TABLES).executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1) + " " + rows.getString(2) + " of " + rows.getString(3) + ": "
                        + rows.getString(4));
            }
        }
        return tables;
    }

    private static String text(String name) {
        try (InputStream script = Schema.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException("the script " + name + " is missing in the jar of engine-sqlite");
            }
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the script " + name + " in the jar of engine-sqlite cannot be read", e);
        }
    }
}
