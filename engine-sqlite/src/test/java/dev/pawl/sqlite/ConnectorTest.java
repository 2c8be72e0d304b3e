package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each connection is set as it must be: SQLite's own defaults are not enough. */
class ConnectorTest {
    @TempDir
    Path folder;

    private Connector connector;

    @BeforeEach
    void make() {
        Path file = folder.resolve("pawl.db");
        SqliteRepository.open(file).close();
        connector = new Connector(new StoreFile(file), SqliteOptions.defaults());
    }

    @Test
    void theWriterIsDurable() throws Exception {
        try (Session session = connector.writer()) {
            isSafe(session);
            assertThat(session.ask("PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(session.askNumber("PRAGMA synchronous")).isEqualTo(2);
            assertThat(session.askNumber("PRAGMA foreign_keys")).isEqualTo(1);
            assertThat(session.askNumber("PRAGMA wal_autocheckpoint")).isZero();
            assertThat(session.askNumber("PRAGMA busy_timeout")).isEqualTo(20_000);
        }
    }

    @Test
    void optionsAreKept() throws Exception {
        SqliteOptions options = SqliteOptions.defaults()
                .withSynchronous(SqliteOptions.Synchronous.NORMAL)
                .withBusyTimeout(Duration.ofSeconds(7));
        try (Session session = new Connector(connector.file(), options).writer()) {
            assertThat(session.askNumber("PRAGMA synchronous")).isEqualTo(1);
            assertThat(session.askNumber("PRAGMA busy_timeout")).isEqualTo(7_000);
        }
    }

    @Test
    void aReaderCannotWrite() throws Exception {
        try (Session session = connector.reader()) {
            isSafe(session);
            assertThatThrownBy(() -> session.script("DELETE FROM owner"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("readonly");
        }
    }

    @Test
    void nothingButTheMakerMakesAFile() throws Exception {
        Connector elsewhere = new Connector(new StoreFile(folder.resolve("missing.db")), SqliteOptions.defaults());

        assertThatThrownBy(elsewhere::writer).isInstanceOf(SQLException.class);
        assertThatThrownBy(elsewhere::reader).isInstanceOf(SQLException.class);
        assertThatThrownBy(elsewhere::maker).isInstanceOf(SQLException.class);

        assertThat(Files.exists(folder.resolve("missing.db"))).isFalse();
    }

    private static void isSafe(Session session) throws SQLException {
        assertThat(session.askNumber("PRAGMA trusted_schema")).isZero();
        assertThat(session.askNumber("PRAGMA cell_size_check")).isEqualTo(1);
        assertThat(session.askNumber("PRAGMA mmap_size")).isZero();
        assertThat(session.askNumber("PRAGMA temp_store")).isEqualTo(2);
    }
}
