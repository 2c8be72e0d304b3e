package dev.pawl.sqlite.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Another program that takes the write lock of a store and gives it back. Confined to one thread. */
interface Intruder extends AutoCloseable {
    /** Returns when it has the lock. */
    void take() throws IOException, SQLException;

    void giveBack() throws IOException, SQLException;

    @Override
    void close() throws SQLException;

    /** The shell of SQLite; where there is none, a connection of this process that nobody else knows. */
    static Intruder of(Path store) throws SQLException {
        try {
            return new Shell(store);
        } catch (IOException e) {
            System.out.println(
                    "the shell of SQLite cannot be started, a connection takes its place: " + e.getMessage());
            return new Stranger(store);
        }
    }

    /** The program {@code sqlite3}. */
    final class Shell implements Intruder {
        private final Process process;
        private final Writer orders;
        private final BufferedReader answers;

        private Shell(Path store) throws IOException {
            process = new ProcessBuilder("sqlite3", "-batch", "-bail", store.toString())
                    .redirectErrorStream(true)
                    .start();
            orders = process.outputWriter();
            answers = process.inputReader();
            order(".timeout 60000");
        }

        @Override
        public void take() throws IOException {
            order("BEGIN IMMEDIATE; SELECT 'has it';");
            expect("has it");
        }

        @Override
        public void giveBack() throws IOException {
            order("ROLLBACK; SELECT 'let go';");
            expect("let go");
        }

        private void order(String line) throws IOException {
            orders.write(line + "\n");
            orders.flush();
        }

        private void expect(String wanted) throws IOException {
            String said = answers.readLine();
            if (!wanted.equals(said)) {
                throw new AssertionError("the shell of SQLite says: " + said);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }

        @Override
        public String toString() {
            return "the shell of SQLite";
        }
    }

    /** A connection past the repository. */
    final class Stranger implements Intruder {
        private final Connection connection;
        private final Statement statement;

        private Stranger(Path store) throws SQLException {
            connection = DriverManager.getConnection("jdbc:sqlite:" + store);
            statement = connection.createStatement();
            statement.execute("PRAGMA busy_timeout = 60000");
        }

        @Override
        public void take() throws SQLException {
            statement.execute("BEGIN IMMEDIATE");
        }

        @Override
        public void giveBack() throws SQLException {
            statement.execute("ROLLBACK");
        }

        @Override
        public void close() throws SQLException {
            statement.close();
            connection.close();
        }

        @Override
        public String toString() {
            return "a connection of its own";
        }
    }
}
