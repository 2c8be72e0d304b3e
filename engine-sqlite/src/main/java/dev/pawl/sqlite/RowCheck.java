package dev.pawl.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the checksum of a table's rows is had: over all columns in their order, of which {@code crc} is the last. So it is for each table
 * of ours. Immutable.
 *
 * @param table a name of our own schema
 * @param columns those before the checksum
 */
record RowCheck(String table, List<Column> columns) {
    private static final byte[] NOTHING = {};
    private static final String CRC = "crc";

    /**
     * A column.
     *
     * @param isNumber else it is a text, or bytes, of which both are read as bytes
     * @param keyed its place in the primary key, from 1; 0 when it does not belong to it
     */
    record Column(String name, boolean isNumber, int keyed) {}

    RowCheck {
        columns = List.copyOf(columns);
    }

    private static final String COLUMNS = """
            SELECT tables.name, columns.name, columns.type, columns.pk
            FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
            WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            ORDER BY tables.name, columns.cid
            """;

    /** Reads which tables there are; the schema must be known to be ours. */
    static List<RowCheck> ofAllTables(Session session) throws SQLException {
        List<RowCheck> checks = new ArrayList<>();
        List<Column> before = new ArrayList<>();
        try (ResultSet rows = session.prepared(COLUMNS).executeQuery()) {
            while (rows.next()) {
                if (rows.getString(2).equals(CRC)) {
                    checks.add(new RowCheck(rows.getString(1), before));
                    before.clear();
                } else {
                    before.add(new Column(rows.getString(2), rows.getString(3).equals("INTEGER"), rows.getInt(4)));
                }
            }
        }
        if (!before.isEmpty()) {
            throw new IllegalStateException("a table of the schema ends with " + before + " and not with a checksum");
        }
        return checks;
    }

    String query() {
        StringBuilder sql = new StringBuilder("SELECT ");
        columns.forEach(column -> sql.append(column.name()).append(", "));
        return sql.append(CRC).append(" FROM ").append(table).toString();
    }

    /**
     * A part of the rows, in the order of their keys.
     *
     * @param goesOn whether it begins after a key, which has to be given; then how many rows at most
     */
    String portion(boolean goesOn) {
        String names = key().map(Column::name).collect(Collectors.joining(", "));
        String marks = key().map(column -> "?").collect(Collectors.joining(", "));
        String after = goesOn ? " WHERE (" + names + ") > (" + marks + ")" : "";
        return query() + after + " ORDER BY " + names + " LIMIT ?";
    }

    private Stream<Column> key() {
        return columns.stream().filter(column -> column.keyed() > 0).sorted(Comparator.comparingInt(Column::keyed));
    }

    /** The key of the row, as {@link #portion} wants it. */
    List<Object> key(ResultSet row) throws SQLException {
        List<Object> key = new ArrayList<>();
        for (Column column : key().toList()) {
            key.add(column.isNumber() ? (Object) row.getLong(column.name()) : row.getString(column.name()));
        }
        return key;
    }

    /** Its key for messages. */
    String named(ResultSet row) throws SQLException {
        return key(row).stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** Whether the row has the checksum of what it holds. */
    boolean isSound(ResultSet row, Checksum checksum) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isNumber()) {
                checksum.add(row.getLong(i + 1));
            } else {
                byte[] bytes = row.getBytes(i + 1);
                checksum.add(bytes == null ? NOTHING : bytes);
            }
        }
        return checksum.end() == row.getLong(columns.size() + 1);
    }
}
