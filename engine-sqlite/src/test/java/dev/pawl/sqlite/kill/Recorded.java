package dev.pawl.sqlite.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left at the end, when everything is closed. Immutable.
 *
 * @param runs as the table of runs shows them
 * @param events as the engine reads them, in the order of positions
 * @param rows as the table of the log shows them, in the order of positions
 * @param wrong what the engine and the database find wrong with the store
 */
record Recorded(List<RunLine> runs, List<EventLine> events, List<String> rows, List<String> wrong) {
    private static final String RUNS = "SELECT id, run_key, status, owner FROM run ORDER BY number";

    private static final String ROWS = """
            SELECT run.id || ' #' || log.seq || ' @' || log.position || ' ' || log.type || ' ' || log.path || ' ' || log.attempt
            FROM log JOIN run ON run.number = log.run
            ORDER BY log.position""";

    /** A row of the table of runs. */
    record RunLine(String id, String key, String status, String owner) {}

    /** Reads the store of a child that has finished, without the engine. */
    static Recorded of(Orders orders) throws IOException, SQLException {
        List<RunLine> runs = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        List<String> wrong = new ArrayList<>(Files.readAllLines(orders.verified()));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + orders.store());
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("PRAGMA integrity_check")) {
                while (found.next()) {
                    if (!found.getString(1).equals("ok")) {
                        wrong.add("integrity_check: " + found.getString(1));
                    }
                }
            }
            try (ResultSet found = statement.executeQuery(RUNS)) {
                while (found.next()) {
                    runs.add(new RunLine(
                            found.getString(1), found.getString(2), found.getString(3), found.getString(4)));
                }
            }
            try (ResultSet found = statement.executeQuery(ROWS)) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
        }
        List<EventLine> events =
                Note.readAll(orders.recorded()).stream().map(EventLine::of).toList();
        return new Recorded(runs, events, rows, wrong);
    }
}
