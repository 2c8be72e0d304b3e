package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.event.EventFilter;
import dev.pawl.event.RunStatus;
import dev.pawl.store.LogRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store that is damaged loses nothing by a pruning that was to be kept, and what is sound of it is pruned. */
@Timeout(60)
class PruneDamageTest {
    private static final Retention NONE = Retention.unlimited().maxRuns(0);
    private static final int PAGE = 4_096;

    @TempDir
    Path folder;

    @Test
    void anUnsoundRowOfTheDroppedTakesNothingFromARunThatIsThereAndHoldsUpNoOther() throws Exception {
        Path file = folder.resolve("pawl.db");
        long gone = HalfPruned.make(file);
        Stores.sql(file, "INSERT INTO dropped (run, crc) VALUES (-3, 7), (2, 7)");

        try (SqliteRepository repository = SqliteRepository.open(file)) {
            assertThat(repository.log().follow(EventFilter.all(), 0, 10))
                    .extracting(LogRow::run)
                    .containsExactly(2L, 2L);
            assertThat(repository.prune(Retention.unlimited())).isEqualTo(new Pruned(0, HalfPruned.ROWS - gone, 0));
            assertThat(repository.log().read(2, 0, 10)).hasSize(2);
        }
        assertThat(Tool.query(file, "SELECT run FROM dropped")).containsExactly(Tool.row(-3), Tool.row(2));
    }

    @Test
    void aRunThatIsThereKeepsItsLogThoughItIsAmongTheDropped() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            new PastRuns(repository).ended("kept", Stores.NOW);
        }
        try (Session session = new Session(Stores.connect(file))) {
            new DroppedTable(session).add(1);
        }

        try (SqliteRepository repository = SqliteRepository.open(file)) {
            assertThat(repository.prune(Retention.unlimited())).isEqualTo(Pruned.NOTHING);
            assertThat(repository.log().read(1, 0, 10)).hasSize(2);
        }
        assertThat(Stores.number(file, "SELECT count(*) FROM dropped")).isZero();
    }

    @Test
    void aChainWithADamagedStatusStaysAndHoldsUpNoOther() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            PastRuns past = new PastRuns(repository);
            past.ended("first", Stores.NOW);
            past.ended("second", "first", Stores.NOW);
            past.ended("other", Stores.NOW);
            past.ended("newest", Stores.NOW);
        }
        Stores.sql(file, "UPDATE run SET status = 'COMPLETEE' WHERE id = 'second'");

        try (SqliteRepository repository = SqliteRepository.open(file)) {
            assertThat(repository.prune(NONE)).isEqualTo(new Pruned(1, 2, 0));
        }
        assertThat(Tool.query(file, "SELECT id FROM run ORDER BY number"))
                .containsExactly(Tool.row("first"), Tool.row("second"), Tool.row("newest"));
    }

    @Test
    void aDamagedPageRefusesThePruningAndNothingElse() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            PastRuns large = new PastRuns(repository, 3_000);
            large.brought(large.carried("large", "large"), RunStatus.COMPLETED, Stores.NOW, 20);
            new PastRuns(repository).ended("newest", Stores.NOW);
        }
        damageALargeRow(file);

        try (SqliteRepository repository = SqliteRepository.open(file)) {
            repository.survey().await();
            StoreException why = catchThrowableOfType(StoreException.class, () -> repository.prune(NONE));

            assertThat(repository.trouble()).isEmpty();
            assertThat(why.reason()).isEqualTo(Reason.CORRUPT);
            assertThat(why).hasMessageStartingWith("Cannot prune the store: a page of it is damaged; restore a backup");
            assertThat(repository.pruneTrouble()).contains(why);
            assertThat(repository.warnings()).containsOnlyOnce(why.getMessage());
            assertThat(Stores.carried(repository, "next").number()).isEqualTo(3);
            assertThat(repository.query().find("large")).isPresent();
        }
        assertThat(Stores.number(file, "SELECT count(*) FROM log INDEXED BY log_by_run WHERE run = 1"))
                .isEqualTo(20);
    }

    /** Makes the fifth page of the log no page any more. */
    private static void damageALargeRow(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int left = 5;
        for (int page = 0; page < bytes.length; page += PAGE) {
            int xs = 0;
            for (int i = 0; i < PAGE; i++) {
                xs += bytes[page + i] == 'x' ? 1 : 0;
            }
            if (bytes[page] == 13 && xs > 2_000 && --left == 0) {
                Arrays.fill(bytes, page, page + 8, (byte) 0xFF);
            }
        }
        assertThat(left).isLessThanOrEqualTo(0);
        Files.write(file, bytes);
    }
}
