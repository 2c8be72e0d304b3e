package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Definitions;
import dev.pawl.store.Definitions.Definition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which shapes of pipelines are deleted: those of no run that nobody has named for a week. */
class UnusedDefinitionsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(8));

    /** That of {@link Stores#run}. */
    private static final String USED = "print";

    @TempDir
    Path folder;

    private GroupWriter writer;
    private Readers readers;
    private UnusedDefinitions unused;

    @BeforeEach
    void open() {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Stores.queued(repository, "a");
        }
        Connector connector = new Connector(StoreFile.at(file), SqliteOptions.defaults());
        writer = new GroupWriter(
                connector, connector::writer, new Outbox(new WrittenRows()), new Damage(connector.file()));
        writer.start();
        readers = new Readers(connector, new Damage(connector.file()));
        unused = new UnusedDefinitions(writer, readers);
    }

    @AfterEach
    void close() {
        writer.close();
        readers.close();
    }

    private Definitions at(Instant hour) {
        return new SqliteDefinitions(writer, readers, Clock.fixed(hour, ZoneOffset.UTC));
    }

    private static Definition definition(String fingerprint) {
        return new Definition(fingerprint, "publish", 1, "{}");
    }

    @Test
    void thoseOfNoRunThatNobodyHasNamedForAWeekGo() {
        at(OLD).save(definition(USED));
        at(OLD).save(definition("unused"));
        at(NOW.minus(Duration.ofDays(6))).save(definition("young"));

        assertThat(unused.drop(NOW)).isEqualTo(1);

        assertThat(at(NOW).find(USED)).contains(definition(USED));
        assertThat(at(NOW).find("unused")).isEmpty();
        assertThat(at(NOW).find("young")).contains(definition("young"));
        assertThat(unused.drop(NOW)).isZero();
    }

    @Test
    void oneThatIsNamedAgainStaysAsItWasAndOneThatHasGoneIsKeptAnew() {
        at(OLD).save(definition("again"));
        at(NOW).save(new Definition("again", "another", 2, "[]"));
        at(OLD).save(definition("gone"));

        assertThat(unused.drop(NOW)).isEqualTo(1);
        at(NOW).save(definition("gone"));

        assertThat(at(NOW).find("again")).contains(definition("again"));
        assertThat(at(NOW).find("gone")).contains(definition("gone"));
    }

    @Test
    void oneThatIsNamedWithinTheHourCostsNoCommit() {
        at(NOW).save(definition("a"));
        long before = writer.commits();
        at(NOW.plus(Duration.ofMinutes(59))).save(definition("a"));
        assertThat(writer.commits()).isEqualTo(before);

        at(NOW.plus(Duration.ofMinutes(61))).save(definition("a"));
        assertThat(writer.commits()).isEqualTo(before + 1);
    }

    @Test
    void oneWhoseLastRunHasGoneGoesToo() {
        at(OLD).save(definition(USED));
        assertThat(unused.drop(NOW)).isZero();
        writer.call(ledger -> {
            ledger.drop(ledger.tables().runs().find(1).orElseThrow());
            return ledger.tables().log().deleteLast(1, 10);
        });
        unused.lost(Set.of(USED));

        assertThat(unused.drop(NOW)).isEqualTo(1);
    }
}
