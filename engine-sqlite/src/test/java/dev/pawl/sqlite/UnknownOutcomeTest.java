package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A commit that reports an error may have happened or not: the database is asked, nothing is lost and nothing comes twice. */
@Timeout(60)
class UnknownOutcomeTest {
    @TempDir
    Path folder;

    private final Outbox outbox = new Outbox(new WrittenRows());
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean commitsAllTheSame;
    private Connector connector;
    private RunRow run;

    @BeforeEach
    void make() {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            run = Stores.carried(repository, "a");
        }
        connector = new Connector(new StoreFile(file), SqliteOptions.defaults());
    }

    @Test
    void aCommitThatDidNotHappenIsRepeated() throws Exception {
        commitsAllTheSame = false;

        assertThat(positionsAfterFailures(1)).containsExactly(2L, 3L);
    }

    @Test
    void aCommitThatDidHappenIsNotRepeated() throws Exception {
        commitsAllTheSame = true;

        assertThat(positionsAfterFailures(1)).containsExactly(2L, 3L);
    }

    @Test
    void severalFailuresInARowChangeNothing() throws Exception {
        commitsAllTheSame = false;

        assertThat(positionsAfterFailures(3)).containsExactly(2L, 3L);
    }

    @Test
    void whatIsToBeDoneNowFailsAndSaysWhy() throws Exception {
        GroupWriter writer = writer();
        try {
            failures.set(1);

            StoreException refusal =
                    catchThrowableOfType(StoreException.class, () -> writer.call(new Submit(Stores.run("b"), "")));

            assertThat(refusal)
                    .isNotNull()
                    .hasMessageContaining("I/O")
                    .hasMessageContaining(connector.file().toString());
            assertThat(writer.failure()).isPresent();
        } finally {
            writer.close();
        }
    }

    private List<Long> positionsAfterFailures(int howMany) throws Exception {
        List<LogRow> told = new ArrayList<>();
        GroupWriter writer = writer();
        outbox.watch(told::addAll);
        try {
            failures.set(howMany);
            Commit first = writer.append(new Append(Stores.checkpoint(run, 2)));
            Commit second = writer.append(new Append(Stores.checkpoint(run, 3)));

            second.await();

            assertThat(first.isDone()).isTrue();
            assertThat(writer.failure()).isEmpty();
            assertThat(List.of(first.position(), second.position())).containsExactly(2L, 3L);
        } finally {
            writer.close();
        }
        try (Session session = connector.reader()) {
            List<LogRow> rows = Tables.of(session).log().read(run.number(), 1, 100);
            assertThat(told).isEqualTo(rows);
            return rows.stream().map(LogRow::seq).toList();
        }
    }

    private GroupWriter writer() {
        GroupWriter writer = new GroupWriter(connector, this::failingSession, outbox, new Damage(connector.file()));
        writer.start();
        return writer;
    }

    /** A session whose commits fail while {@link #failures} is above 0, after or instead of committing. */
    private Session failingSession() throws SQLException {
        Connection connection = Stores.connect(connector.file().path());
        return new Session(proxy(
                Connection.class,
                connection,
                (call, result) -> call.equals("prepareStatement COMMIT")
                        ? proxy(PreparedStatement.class, (PreparedStatement) result, (c, r) -> r)
                        : result));
    }

    private <T> T proxy(Class<T> type, T target, Change change) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean fails = method.getName().equals("executeUpdate")
                            && arguments == null
                            && failures.getAndDecrement() > 0;
                    try {
                        Object result = fails && !commitsAllTheSame ? null : method.invoke(target, arguments);
                        if (fails) {
                            throw new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
                        }
                        String name = arguments == null ? method.getName() : method.getName() + " " + arguments[0];
                        return change.apply(name, result);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** What becomes of a result. */
    @FunctionalInterface
    private interface Change {
        Object apply(String call, Object result) throws SQLException;
    }
}
