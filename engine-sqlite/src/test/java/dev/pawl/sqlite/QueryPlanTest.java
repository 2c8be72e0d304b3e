package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.EventFilter;
import dev.pawl.event.RunStatus;
import dev.pawl.sqlite.EndedTable.Place;
import dev.pawl.store.Definitions.Definition;
import dev.pawl.store.EndedRuns;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.RunState;
import dev.pawl.store.Wait;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No statement of ours goes through all rows of a table that grows, and neither do the views where they are asked for a few. */
class QueryPlanTest {
    /** What there is of it is as much as is carried, or a queue or an owner each. */
    private static final Pattern SMALL = Pattern.compile(
            "SCAN (run|carried) USING (COVERING )?INDEX run_carried(_key)?|SCAN (queue|run_count|owner)\\b.*");

    private static final Pattern OF_A_TABLE = Pattern.compile("SCAN (run|log|mail|newer|wait|definition|later)\\b.*");

    /** Counts the runs again where the counts are damaged. */
    private static final String REPAIR = "SELECT queue, status, count(*) FROM run GROUP BY queue, status";

    /** Asked by a reader when the shape of a pipeline has been of no use for days. */
    private static final String SHAPES = "SELECT DISTINCT fingerprint FROM run";

    /** There are few shapes, and this is asked when something is pruned. */
    private static final String OLD_SHAPES = "SELECT fingerprint FROM definition WHERE named < ?";

    private static final List<Class<?>> TABLES = List.of(
            RunTable.class,
            RunSearch.class,
            EndedTable.class,
            LogTable.class,
            DroppedTable.class,
            MailTable.class,
            WaitTable.class,
            DefinitionTable.class,
            QueueTable.class,
            CountTable.class);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aStore() {
        file = folder.resolve("pawl.db");
        SqliteRepository.open(file).close();
    }

    @Test
    void noStatementGoesThroughATableThatGrows() throws Exception {
        try (Session session = new Session(Stores.connect(file))) {
            Set<String> statements = prepared(session);

            assertThat(notAmong(statements))
                    .as("statements that this test does not know")
                    .isEmpty();
            statements.removeAll(List.of(REPAIR, SHAPES, OLD_SHAPES));
            for (String statement : statements) {
                assertThat(scans(session, statement)).as(statement).isEmpty();
            }
            assertThat(scans(session, REPAIR)).isNotEmpty();
            assertThat(scans(session, SHAPES)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM v_runs WHERE id = 'x' | run_by_id",
                "SELECT * FROM v_runs WHERE status = 'PARKED' | run_by_status",
                "SELECT count(*) FROM v_runs WHERE status = 'QUEUED' | run_by_status",
                "SELECT * FROM v_runs WHERE status = 'RUNNING' | run_carried",
                "SELECT * FROM v_runs WHERE number > 7 | PRIMARY KEY",
                "SELECT * FROM v_steps WHERE run = 'x' | log_by_run",
                "SELECT * FROM v_steps WHERE run = 'x' AND outcome = 'FAILED' | run_by_id",
                "SELECT s.* FROM v_runs r JOIN v_steps s ON s.run = r.id WHERE r.status = 'FAILED' | log_by_run",
                "SELECT * FROM v_queue | PRIMARY KEY",
                "SELECT * FROM v_queue WHERE name = 'default' | PRIMARY KEY"
            })
    void aViewThatIsAskedForAFewUsesAnIndex(String query, String index) throws Exception {
        try (Session session = new Session(Stores.connect(file))) {
            assertThat(scans(session, query)).isEmpty();
            assertThat(plan(session, query)).anyMatch(step -> step.contains(index));
        }
    }

    /** By what the planner says it goes through the runs in their order, which ends with the limit. */
    @Test
    void theNewestRunsAreFoundWithoutSortingAll() throws Exception {
        try (Session session = new Session(Stores.connect(file))) {
            assertThat(plan(session, "SELECT * FROM v_runs ORDER BY number DESC LIMIT 5"))
                    .containsExactly(
                            "MERGE (UNION ALL)",
                            "LEFT",
                            "SCAN run",
                            "RIGHT",
                            "SCAN run USING INDEX run_carried",
                            "USE TEMP B-TREE FOR ORDER BY");
        }
    }

    /** All that the tables prepare when each of their methods is called. */
    private static Set<String> prepared(Session session) throws Exception {
        Tables tables = Tables.of(session);
        RunSpec spec = Stores.run("a").spec();
        RunRow run = new RunRow(1, spec, RunState.submitted(0, 1));
        session.begin();
        tables.runs().insert(run);
        tables.runs().update(run, run.with(run.state().claimedBy("me", 2, 1)));
        tables.runs().find(1);
        tables.runs().findById("a");
        tables.runs().findByKey("k");
        tables.runs().newest();
        ask(tables.search(), run);
        tables.ended().after(Place.FIRST, 9);
        tables.ended().chain("a");
        tables.ended().endedAfter(9);
        tables.ended().firstEnd();
        tables.ended().lastEnd();
        tables.ended().lastWritten();
        tables.ended().usedBytes();
        tables.dropped().add(1);
        tables.dropped().first(row -> {});
        tables.dropped().remove(1);
        tables.log().insertFirst(Stores.row(1, 1), 1);
        tables.log().insert(Stores.row(1, 2), 2, 1);
        tables.log().lastPosition();
        tables.log().lastSeq(1);
        tables.log().hasOther(1, 0, Set.of());
        tables.log().countLast(1, 9, 9);
        tables.log().deleteLast(1, 9);
        tables.runs().fingerprints();
        tables.runs().delete(7);
        tables.log().read(1, 0, 9);
        tables.log().at(1);
        tables.log().find(RowFilter.after(1, "t", "p", 0), 9);
        tables.log().find(RowFilter.before(1, "t", "p", 9), 9);
        tables.log().follow(EventFilter.all(), 0, 9);
        tables.log().follow(EventFilter.ofSubject("s"), 0, 9);
        long mail = tables.mail().insert(new Mail(0, 1, "k", "n", "a", new byte[0], 1));
        tables.mail().of(1, 9);
        tables.mail().toOwner("me", 0, 9);
        tables.mail().isUrgentAfter(1, 0);
        tables.mail().delete(mail, 1);
        tables.mail().deleteAll(1);
        tables.waits().put(new Wait(1, "p", "SIGNAL", "n", 1, 2));
        tables.waits().of(1);
        tables.waits().page("SIGNAL", "", 0, "", 9);
        tables.waits().page("SIGNAL", "n", 0, "", 9);
        tables.waits().delete(1, "p");
        tables.waits().deleteAll(1);
        tables.definitions().put(new Definition("f", "p", 1, "{}"), 1);
        tables.definitions().isNamedSince("f", 1);
        tables.definitions().namedBefore(1);
        tables.definitions().delete(List.of("f"), 1);
        tables.definitions().find("f");
        tables.queues().set("q", QueueSettings.DEFAULT);
        tables.queues().settings("q");
        tables.queues().all();
        tables.queues().hasRoom("q");
        tables.queues().hasRoomForNew(spec, "me");
        tables.counts().recount();
        tables.counts().of("q");
        tables.counts().byStatus();
        session.rollback();
        return texts(session);
    }

    private static void ask(RunSearch search, RunRow run) throws SQLException {
        search.ready("q", 9);
        search.urgent("q", 9);
        search.due("q", 1, 9);
        search.nextDue("q", 1);
        search.ahead(run);
        search.carriedBy("me");
        search.stranded();
        search.hasSuspect("me");
        search.ended(EndedRuns.ofPipeline("p"), 9, 9);
        search.ended(EndedRuns.ofSubject("s"), 9, 9);
        search.list(RunFilter.all(), 9, 9);
        search.list(RunFilter.ofChain("a"), 9, 9);
        search.list(new RunFilter(Optional.empty(), "s", "q"), 9, 9);
        for (RunStatus status : RunStatus.values()) {
            search.list(RunFilter.of(status), 9, 9);
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<String> texts(Session session) throws Exception {
        Field kept = Session.class.getDeclaredField("kept");
        kept.setAccessible(true);
        Set<String> texts = new TreeSet<>(((Map<String, ?>) kept.get(session)).keySet());
        texts.removeIf(text -> text.startsWith("BEGIN") || text.startsWith("ROLLBACK"));
        return texts;
    }

    /** The statements that the tables have as constants, of which none of these is the whole or goes on. */
    private static List<String> notAmong(Set<String> statements) throws IllegalAccessException {
        List<String> missing = new ArrayList<>();
        for (Class<?> table : TABLES) {
            for (Field field : table.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                    field.setAccessible(true);
                    String text = (String) field.get(null);
                    if (text.matches("(?s)(SELECT|INSERT|UPDATE|DELETE|WITH)\\b.*")
                            && statements.stream().noneMatch(statement -> statement.startsWith(text))) {
                        missing.add(table.getSimpleName() + "." + field.getName());
                    }
                }
            }
        }
        return missing;
    }

    private static List<String> scans(Session session, String statement) throws SQLException {
        return plan(session, statement).stream()
                .filter(step -> OF_A_TABLE.matcher(step).matches()
                        && !SMALL.matcher(step).matches())
                .toList();
    }

    private static List<String> plan(Session session, String statement) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (var rows = session.prepared("EXPLAIN QUERY PLAN " + statement).executeQuery()) {
            while (rows.next()) {
                steps.add(rows.getString(4));
            }
        }
        return steps;
    }
}
