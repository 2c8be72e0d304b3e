package dev.pawl.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQueue.NewRun;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What tests of a store need: runs, rows, and a connection past the repository. */
final class Stores {
    static final long NOW = 1_700_000_000_000L;
    static final String OWNER = "engine-1";

    private Stores() {}

    static NewRun run(String id) {
        RunSpec spec = new RunSpec(id, "", "digest", "publish", 1, "print", "", "main", 0, "", id, NOW);
        return new NewRun(spec, 0, "submitted", "{}", "inputs".getBytes(UTF_8));
    }

    static RunRow queued(Repository repository, String id) {
        return repository.queue().submit(run(id), "").run();
    }

    static RunRow carried(Repository repository, String id) {
        repository.queues().limit("main", 1_000);
        return repository.queue().submit(run(id), OWNER).run();
    }

    static LogRow row(long run, long seq) {
        return row(run, seq, "delta " + seq);
    }

    static LogRow row(long run, long seq, String delta) {
        return new LogRow(
                run, seq, 0, NOW + seq, "finished", "step", 1, "{\"seq\":" + seq + "}", delta.getBytes(UTF_8));
    }

    static Checkpoint checkpoint(RunRow run, long seq) {
        return Checkpoint.of(run.number(), run.state().epoch(), row(run.number(), seq));
    }

    static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    static void sql(Path file, String script) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
    }

    static long number(Path file, String query) throws SQLException {
        try (Session session = new Session(connect(file))) {
            return session.askNumber(query);
        }
    }

    /** Only for a file that this process has not open. */
    static String sha256(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    static String nameOf(Backup backup) {
        return backup.file().getFileName().toString();
    }
}
