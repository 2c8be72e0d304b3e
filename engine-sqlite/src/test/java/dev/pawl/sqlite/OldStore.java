package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Stores of the first schema. */
public final class OldStore {
    /** Takes away again what came with later scripts. */
    static final String TAKEN_BACK = """
            BEGIN;
            DROP VIEW v_runs;
            DROP VIEW v_steps;
            DROP VIEW v_queue;
            PRAGMA user_version = 1;
            COMMIT
            """;

    private OldStore() {}

    /** Makes one with runs in every state. */
    public static void make(Path store) throws Exception {
        EveryState.make(store);
        age(store);
    }

    /** Makes one of a store of this version that nobody has open. */
    static void age(Path store) throws SQLException {
        Stores.sql(store, "PRAGMA journal_mode = DELETE;" + TAKEN_BACK);
        // As it is while it is used, and stays in its file.
        Stores.sql(store, "PRAGMA journal_mode = WAL");
        assertThat(tables(store)).isEqualTo(Schema.tables(1));
    }

    static List<String> tables(Path store) throws SQLException {
        try (Session session = new Session(Stores.connect(store))) {
            return Schema.tables(session);
        }
    }

    /** Whether a store that a process has left is of the first schema; it is that or of the newest one, whole. */
    public static boolean isOld(Path store) throws Exception {
        Path copy = Files.createTempDirectory(store.getParent(), "look").resolve("copy.db");
        for (String suffix : List.of("", "-wal", "-journal")) {
            Path file = store.resolveSibling(store.getFileName() + suffix);
            if (Files.exists(file)) {
                Files.copy(file, copy.resolveSibling(copy.getFileName() + suffix));
            }
        }
        long version = Stores.number(copy, "PRAGMA user_version");
        assertThat(version).isIn(1L, (long) Schema.VERSION);
        assertThat(tables(copy)).isEqualTo(Schema.tables((int) version));
        return version == 1;
    }

    /** All that can be asked of it, once it has been opened. */
    public static Map<String, String> answers(Path store) {
        try (SqliteRepository repository = SqliteRepository.open(store)) {
            assertThat(SqliteBackups.in(store.getParent()).list()).hasSize(1).allSatisfy(Backup::verify);
            return WholeStore.answers(repository, WholeStore.runs(repository));
        }
    }
}
