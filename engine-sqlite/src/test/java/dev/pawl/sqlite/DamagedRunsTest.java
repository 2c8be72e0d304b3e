package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.engine.Health;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run of which something is damaged is set aside with the name of what is damaged, and all others go on. */
@Timeout(120)
class DamagedRunsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path file;
    private final Map<String, RunRow> runs = new HashMap<>();

    @BeforeEach
    void aStore() throws Exception {
        file = folder.resolve("pawl.db");
        EveryState.make(file);
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            WholeStore.runs(repository).forEach(run -> runs.put(run.spec().subject(), run));
        }
    }

    @Test
    void aDamagedEventParksItsRunAndIsNamed() throws Exception {
        long position = position("running", 2);
        Stores.sql(file, "UPDATE log SET millis = millis + 1 WHERE position = " + position);

        isParked("running", "The row " + position + " of the table log is damaged: its checksum does not match");
    }

    @Test
    void aMissingEventParksItsRunAndIsNamed() throws Exception {
        Stores.sql(file, "DELETE FROM log WHERE position = " + position("running", 2));

        isParked("running", "The log of run " + number("running") + " is damaged: seq 2 is missing before 3");
    }

    @Test
    void aDamagedMailParksItsRunAndIsNamed() throws Exception {
        Stores.sql(file, "UPDATE mail SET actor = 'eve' WHERE run = " + number("queued"));

        isParked("queued", "The row 2 of the table mail is damaged: its checksum does not match");
    }

    private void isParked(String subject, String named) throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(file);
                WorkflowEngine engine = EveryState.engine(repository, 3)
                        .pipeline(EveryState.gone())
                        .build()) {
            assertThat(endsBut(subject, engine)).isEqualTo(expectedBut(subject));
            Run damaged = engine.find(runs.get(subject).spec().id()).orElseThrow();
            try {
                assertThat(damaged.await(LIMIT).orElseThrow().status()).isEqualTo(RunStatus.PARKED);
            } catch (StoreException e) {
                // Who waits while it is parked hears why; who comes later, as far as its log can be read.
                assertThat(e.reason()).isEqualTo(Reason.CORRUPT);
            }
            assertThat(damaged.status()).isEqualTo(RunStatus.PARKED);
            assertThat(damaged.explain().toString())
                    .startsWith("It needs a person (damaged): " + named)
                    .endsWith("Ways out: restore the store from a backup.");
            assertThat(engine.health().state()).isEqualTo(Health.State.YELLOW);
            assertThat(engine.health().warnings()).anyMatch(warning -> warning.startsWith(named));
        }
    }

    /** Nothing can be written into it: it stays as it is, and is passed over. */
    @Test
    void aRunWhoseOwnRowIsDamagedIsNamedAndPassedOver() throws Exception {
        List<String> all = List.of("queued", "parked", "signal");
        for (String subject : all) {
            Stores.sql(file, "UPDATE run SET version = 7 WHERE number = " + number(subject));
        }

        try (SqliteRepository repository = SqliteRepository.open(file);
                WorkflowEngine engine = EveryState.engine(repository, 3)
                        .pipeline(EveryState.gone())
                        .build()) {
            Map<String, String> expected = EveryState.expectedEnds();
            expected.keySet().removeAll(all);
            assertThat(ends(engine, expected.keySet())).isEqualTo(expected);
            repository.survey().await();

            for (String subject : all) {
                String named =
                        "The row " + number(subject) + " of the table run is damaged: its checksum does not match";
                assertThat(engine.health().warnings()).anyMatch(warning -> warning.startsWith(named));
                assertThat(engine.verify()).anyMatch(sentence -> sentence.startsWith(named));
            }
            assertThat(engine.verify()).hasSize(all.size());
            assertThat(engine.health().state()).isEqualTo(Health.State.YELLOW);
        }
    }

    /** As when its index has lost the last row: the result would lack what came with it. */
    @Test
    void theResultOfARunWhoseLogHasLostItsEndIsRefused() throws Exception {
        long number = number("completed 3");
        Stores.sql(file, "DELETE FROM log WHERE position = (SELECT max(position) FROM log WHERE run = " + number + ")");

        try (SqliteRepository repository = SqliteRepository.open(file);
                WorkflowEngine engine = EveryState.engine(repository, 3)
                        .pipeline(EveryState.gone())
                        .build()) {
            String id = runs.get("completed 3").spec().id();
            StoreException refusal = catchThrowableOfType(
                    StoreException.class, () -> engine.find(id).orElseThrow().await(LIMIT));

            assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
            assertThat(refusal).hasMessageContaining(id).hasMessageContaining("the log ends with it RUNNING");
        }
    }

    private Map<String, String> endsBut(String subject, WorkflowEngine engine) throws InterruptedException {
        return ends(engine, expectedBut(subject).keySet());
    }

    private Map<String, String> ends(WorkflowEngine engine, Iterable<String> subjects) throws InterruptedException {
        Map<String, String> ends = new TreeMap<>();
        for (String subject : subjects) {
            EveryState.goOn(engine, runs.get(subject));
        }
        for (String subject : subjects) {
            Run run = engine.find(runs.get(subject).spec().id()).orElseThrow();
            ends.put(subject, EveryState.end(run.await(LIMIT).orElseThrow()));
        }
        return ends;
    }

    private static Map<String, String> expectedBut(String subject) {
        Map<String, String> expected = EveryState.expectedEnds();
        expected.remove(subject);
        return expected;
    }

    private long number(String subject) {
        return runs.get(subject).number();
    }

    private long position(String subject, long seq) throws Exception {
        return Stores.number(file, "SELECT position FROM log WHERE run = " + number(subject) + " AND seq = " + seq);
    }
}
