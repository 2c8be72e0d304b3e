package dev.pawl.sqlite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program that looks at a store past the repository. */
final class Tool {
    private Tool() {}

    /** A row as a tool shows it. */
    static List<String> row(Object... columns) {
        List<String> row = new ArrayList<>();
        for (Object column : columns) {
            row.add(Optional.ofNullable(column).map(Object::toString).orElse("NULL"));
        }
        return row;
    }

    /** All rows, by a connection like ours: nothing that a view calls may need to be trusted. */
    static List<List<String>> query(Path file, String sql) throws Exception {
        List<List<String>> found = new ArrayList<>();
        try (Session session = new Session(Stores.connect(file))) {
            session.script("PRAGMA trusted_schema = OFF");
            try (var rows = session.prepared(sql).executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    Object[] values = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        values[i] = rows.getString(i + 1);
                    }
                    found.add(row(values));
                }
            }
        }
        return found;
    }
}
