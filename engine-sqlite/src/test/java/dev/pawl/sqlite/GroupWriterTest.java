package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How what many hand over becomes few transactions, and who suffers when one of them fails. */
class GroupWriterTest {
    @TempDir
    Path folder;

    private final Outbox outbox = new Outbox(new WrittenRows());
    private final Gate gate = new Gate();
    private final List<RunRow> runs = new ArrayList<>();
    private Connector connector;
    private GroupWriter writer;

    @BeforeEach
    void open() {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            for (int i = 0; i < 4; i++) {
                runs.add(Stores.carried(repository, "run" + i));
            }
        }
        connector = new Connector(new StoreFile(file), SqliteOptions.defaults());
        writer = new GroupWriter(connector, connector::writer, outbox, new Damage(connector.file()));
        writer.start();
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void whatWaitsTogetherIsCommittedTogether() throws Exception {
        List<Commit> commits = new ArrayList<>();
        gate.holdTheWriter(writer);
        for (RunRow run : runs) {
            commits.add(append(run, 2));
            commits.add(append(run, 3));
        }
        long before = gate.letGo(writer);

        for (Commit commit : commits) {
            commit.await();
        }

        assertThat(writer.commits() - before).isEqualTo(1);
        assertThat(commits.stream().map(Commit::position).toList()).isSorted().doesNotHaveDuplicates();
        for (RunRow run : runs) {
            assertThat(seqs(run)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void aLoneThreadCommitsByItself() throws Exception {
        append(runs.get(0), 2).await();
        long before = writer.commits();

        for (long seq = 3; seq < 23; seq++) {
            Commit commit = append(runs.get(0), seq);
            assertThat(commit.hurry()).isTrue();
        }

        assertThat(writer.commits() - before).isBetween(1L, 20L);
        assertThat(seqs(runs.get(0))).hasSize(22);
    }

    @Test
    void whatNobodyAwaitsRidesAlong() throws Exception {
        append(runs.get(0), 2).await();
        gate.holdTheWriter(writer);
        List<Commit> riding = new ArrayList<>();
        for (long seq = 3; seq <= 11; seq++) {
            riding.add(append(runs.get(0), seq));
        }
        Commit last = append(runs.get(0), 12);
        long before = gate.letGo(writer);

        last.await();

        assertThat(riding).allMatch(Commit::isDone);
        assertThat(writer.commits() - before).isEqualTo(1);
    }

    @Test
    void aFailingStatementFailsAlone() throws Exception {
        gate.holdTheWriter(writer);
        Commit first = append(runs.get(0), 2);
        Commit failing = writer.append(GroupWriterTest::breakAUniqueKey);
        Commit second = append(runs.get(1), 2);
        gate.letGo(writer);

        first.await();
        second.await();
        assertThatThrownBy(failing::await)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FAILED))
                .hasMessageContaining("UNIQUE");

        assertThat(seqs(runs.get(0))).containsExactly(1L, 2L);
        assertThat(seqs(runs.get(1))).containsExactly(1L, 2L);
        assertThat(writer.failure()).isEmpty();
        assertThat(owners()).isZero();
    }

    @Test
    void aBugInOneOperationHarmsNobodyElse() throws Exception {
        gate.holdTheWriter(writer);
        Commit first = append(runs.get(0), 2);
        Commit failing = writer.append(ledger -> {
            ledger.tables().owners().join(new OwnerTable.Owner("half-done", 2_000, 0, 1_000));
            throw new IllegalStateException("a mistake");
        });
        Commit second = append(runs.get(0), 3);
        gate.letGo(writer);

        first.await();
        second.await();
        assertThatThrownBy(failing::await).isInstanceOf(StoreException.class).hasMessageContaining("a mistake");
        assertThat(owners()).isZero();
        assertThat(seqs(runs.get(0))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRefusalWritesNothingAndTakesNothingApart() throws Exception {
        gate.holdTheWriter(writer);
        Commit first = append(runs.get(0), 2);
        Commit refused = append(runs.get(1), 7);
        Commit second = append(runs.get(2), 2);
        long before = gate.letGo(writer);

        first.await();
        second.await();
        assertThatThrownBy(refused::await)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUT_OF_ORDER));

        assertThat(writer.commits() - before).isEqualTo(1);
        assertThat(second.position()).isEqualTo(first.position() + 1);
    }

    @Test
    void whatAnotherConnectionHasWrittenIsNotOverwritten() throws Exception {
        append(runs.get(0), 2).await();
        try (Session other = connector.writer()) {
            Ledger ledger = new Ledger(Tables.of(other), new Damage(connector.file()));
            other.begin();
            Carried run = ledger.carried(runs.get(1).number()).orElseThrow();
            ledger.write(Stores.row(runs.get(1).number(), 2), 1, run);
            ledger.write(Stores.row(runs.get(1).number(), 3), 1, run);
            other.commit();
        }

        append(runs.get(0), 3).await();
        append(runs.get(1), 4).await();

        assertThat(seqs(runs.get(0))).containsExactly(1L, 2L, 3L);
        assertThat(seqs(runs.get(1))).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void anActionMayHandOverAndWait() throws Exception {
        CountDownLatch done = new CountDownLatch(1);

        Commit first = append(runs.get(0), 2);
        first.onDone(() -> {
            Commit next = append(runs.get(0), 3);
            next.hurry();
            writer.call(ledger -> null);
            done.countDown();
        });
        first.hurry();

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seqs(runs.get(0))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anActionThatThrowsIsForgotten() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Commit commit = append(runs.get(0), 2);
        commit.onDone(() -> {
            throw new IllegalStateException("an action's own mistake");
        });
        commit.onDone(done::countDown);

        commit.await();

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        append(runs.get(0), 3).await();
    }

    private Commit append(RunRow run, long seq) {
        return writer.append(new Append(Stores.checkpoint(run, seq)));
    }

    private static Void breakAUniqueKey(Ledger ledger) throws SQLException {
        Session session = ledger.tables().session();
        session.update(
                session.prepared("INSERT INTO owner (name, place, beat, patience, crc) VALUES ('x', 1, 1, 1, 1)"));
        session.update(
                session.prepared("INSERT INTO owner (name, place, beat, patience, crc) VALUES ('x', 2, 2, 2, 2)"));
        return null;
    }

    private long owners() throws SQLException {
        try (Session session = connector.reader()) {
            return session.askNumber("SELECT count(*) FROM owner");
        }
    }

    private List<Long> seqs(RunRow run) throws SQLException {
        try (Session session = connector.reader()) {
            return Tables.of(session).log().read(run.number(), 0, 1_000).stream()
                    .map(LogRow::seq)
                    .toList();
        }
    }
}
