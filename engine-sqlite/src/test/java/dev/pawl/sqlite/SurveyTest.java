package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.RunRow;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is damaged in a store is said soon after it has been opened, though nobody asks for it. */
@Timeout(120)
class SurveyTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aStore() throws Exception {
        file = folder.resolve("pawl.db");
        EveryState.make(file);
    }

    @Test
    void aSoundStoreHasNoWarnings() {
        assertThat(warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE log SET delta = x'00' WHERE position = 7 | The row 7 of the table log is damaged: its checksum does not match; restore a backup",
                "UPDATE run SET reason = 'x' WHERE number = 2 | The row 2 of the table run is damaged: its checksum does not match; restore a backup",
                "UPDATE mail SET actor = 'eve' | The row 2 of the table mail is damaged: its checksum does not match; restore a backup",
                "UPDATE wait SET until = 1 WHERE kind = 'SLEEP' | The row 17 nap of the table wait is damaged: its checksum does not match; restore a backup",
                "DELETE FROM log WHERE run = 14 AND seq = 2 | the log of run 14 has 3 rows, of which the last is seq 4; restore a backup",
                "DELETE FROM run WHERE number = 2 | there is a log of run 2, but no such run; restore a backup",
                "DELETE FROM log WHERE run = 2 | the log of run 2 has 0 rows, of which the last is seq 0; restore a backup"
            })
    void whatIsDamagedIsNamed(String change, String warning) throws Exception {
        Stores.sql(file, change);

        assertThat(warnings()).containsExactly(warning);
    }

    @Test
    void aRowThatItsIndexDoesNotHaveIsNamed() throws Exception {
        long page = Stores.number(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'mail_by_run'");
        byte[] empty = new byte[8];
        empty[0] = 10;
        empty[5] = 16;
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek((page - 1) * 4_096);
            raw.write(empty);
        }

        assertThat(warnings()).contains("in the table mail: row 1 missing from index mail_by_run; restore a backup");
    }

    @Test
    void whatSomebodyMeetsWithLaterIsSaidAsWell() throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            repository.survey().await();
            RunRow run = WholeStore.runs(repository).get(0);
            Stores.sql(file, "UPDATE run SET reason = 'x' WHERE number = " + run.number());

            DamageTest.isCorrupt("run", () -> repository.query().find(run.number()));
            DamageTest.isCorrupt("run", () -> repository.query().find(run.number()));

            assertThat(repository.warnings())
                    .containsExactly("The row " + run.number()
                            + " of the table run is damaged: its checksum does not match; restore a backup");
        }
    }

    @Test
    void theRestOfALogWhoseRunWasDroppedIsNoDamage() throws Exception {
        Stores.sql(file, "DELETE FROM run WHERE number = 2");
        try (Session session = new Session(Stores.connect(file))) {
            new DroppedTable(session).add(2);
        }

        assertThat(warnings()).isEmpty();
    }

    @Test
    void logsWithoutRunsAreFoundBeyondTheFirstPortion() throws Exception {
        try (Session session = new Session(Stores.connect(file))) {
            session.begin();
            for (int i = 1; i <= 1_200; i++) {
                strayRow(session, 10_000 + i);
                if (i < 1_200) {
                    new DroppedTable(session).add(10_000 + i);
                }
            }
            session.commit();
        }

        assertThat(warnings()).containsExactly("there is a log of run 11200, but no such run; restore a backup");
    }

    private static void strayRow(Session session, long run) throws Exception {
        PreparedStatement insert = session.prepared("INSERT INTO log VALUES (?1, ?1, 1, 0, '', '', 0, '', x'', ?2)");
        insert.setLong(1, run);
        insert.setLong(
                2,
                session.checksum()
                        .add(run)
                        .add(run)
                        .add(1)
                        .add(0)
                        .add("")
                        .add("")
                        .add(0)
                        .add("")
                        .add(new byte[0])
                        .end());
        session.update(insert);
    }

    @Test
    void whatTheWriterMeetsWithIsSaidAsWell() throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            repository.survey().await();
            RunRow claimed = Stores.queued(repository, "claimed");
            RunRow carried = Stores.carried(repository, "carried");
            Stores.sql(
                    file,
                    "UPDATE run SET reason = 'x' WHERE number IN (" + claimed.number() + ", " + carried.number()
                            + "); UPDATE run_count SET runs = 99 WHERE queue = 'main' AND status = 'QUEUED'");

            repository.queue().claim(List.of("main"), Stores.OWNER, Stores.NOW);
            repository.queue().takeOver(Stores.NOW, Set.of());
            Stores.queued(repository, "next");

            assertThat(repository.warnings())
                    .containsExactlyInAnyOrder(
                            Corrupt.row("run", claimed.number()).getMessage(),
                            Corrupt.row("run", carried.number()).getMessage(),
                            Corrupt.row("run_count", "main QUEUED").getMessage());
        }
    }

    private List<String> warnings() {
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            repository.survey().await();
            return repository.warnings();
        }
    }
}
