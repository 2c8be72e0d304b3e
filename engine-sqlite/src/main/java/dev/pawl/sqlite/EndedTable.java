package dev.pawl.sqlite;

import dev.pawl.event.RunStatus;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The runs that have ended, as they are looked at to be deleted: in the order of their ends. Confined to its session. */
final class EndedTable {
    private final Session session;

    EndedTable(Session session) {
        this.session = session;
    }

    /**
     * The place of a run in the order of ends.
     *
     * @param updated when it ended
     */
    record Place(long updated, long number) implements Comparable<Place> {
        static final Place FIRST = new Place(Long.MIN_VALUE, Long.MIN_VALUE);
        static final Place LAST = new Place(Long.MAX_VALUE, Long.MAX_VALUE);

        @Override
        public int compareTo(Place other) {
            return updated != other.updated ? Long.compare(updated, other.updated) : Long.compare(number, other.number);
        }
    }

    /** A run that has ended, and the id of the first run of its chain. */
    record Ended(Place place, String origin) {}

    private static final String AFTER = """
            SELECT updated, number, origin FROM run
            WHERE status IN ('COMPLETED', 'FAILED', 'CANCELLED') AND (updated, number) > (?, ?)
            ORDER BY updated, number LIMIT ?
            """;

    /** Those that come after that place, in order. */
    List<Ended> after(Place place, int max) throws SQLException {
        PreparedStatement statement = session.prepared(AFTER);
        statement.setLong(1, place.updated());
        statement.setLong(2, place.number());
        statement.setInt(3, max);
        List<Ended> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new Ended(new Place(rows.getLong(1), rows.getLong(2)), rows.getString(3)));
            }
        }
        return found;
    }

    /** A run of a chain. */
    record Member(Place place, boolean hasEnded) {}

    /** Both halves have an index of their own. */
    private static final String CHAIN = """
            SELECT updated, number, status FROM run WHERE origin = ?1 AND origin <> id
            UNION ALL SELECT updated, number, status FROM run WHERE id = ?1
            """;

    /** The runs of the chain that begins with the run of that id, also where that one is not there any more. */
    List<Member> chain(String origin) throws SQLException {
        PreparedStatement statement = session.prepared(CHAIN);
        statement.setString(1, origin);
        List<Member> members = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                members.add(Corrupt.unless("run", rows, 2, () -> member(rows)));
            }
        }
        return members;
    }

    private static Member member(ResultSet rows) throws SQLException {
        Place place = new Place(rows.getLong(1), rows.getLong(2));
        return new Member(place, RunStatus.valueOf(rows.getString(3)).isTerminal());
    }

    private static final String FIRST_END =
            "SELECT min(updated) FROM run WHERE status IN ('COMPLETED', 'FAILED', 'CANCELLED')";
    private static final String LAST_END =
            "SELECT max(updated) FROM run WHERE status IN ('COMPLETED', 'FAILED', 'CANCELLED')";

    /** When the first of those that are kept has ended, in milliseconds since 1970; 0 when none has. */
    long firstEnd() throws SQLException {
        return number(FIRST_END);
    }

    /** When the last one has ended, as {@link #firstEnd}. */
    long lastEnd() throws SQLException {
        return number(LAST_END);
    }

    private static final String ENDED_AFTER = """
            SELECT count(*) FROM run WHERE status IN ('COMPLETED', 'FAILED', 'CANCELLED') AND updated > ?
            """;

    /** How many have ended after that hour, in milliseconds since 1970; looks at each of them. */
    long endedAfter(long millis) throws SQLException {
        PreparedStatement statement = session.prepared(ENDED_AFTER);
        statement.setLong(1, millis);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static final String USED = """
            SELECT (pages.page_count - free.freelist_count) * size.page_size
            FROM pragma_page_count AS pages, pragma_freelist_count AS free, pragma_page_size AS size
            """;

    /** How many bytes of the file hold something, with what this transaction has freed. */
    long usedBytes() throws SQLException {
        return number(USED);
    }

    private static final String LAST_WRITTEN = "SELECT run FROM log WHERE position = (SELECT max(position) FROM log)";

    /** The run whose log was written last; 0 when there is none. */
    long lastWritten() throws SQLException {
        return number(LAST_WRITTEN);
    }

    private long number(String query) throws SQLException {
        try (ResultSet rows = session.prepared(query).executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
