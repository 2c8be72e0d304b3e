package dev.pawl.sqlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.event.EventFilter;
import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Definitions.Definition;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.store.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is what was written, or it is said that it is not. */
class DamageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "position = position + 100",
                "run = run + 1",
                "millis = millis + 1",
                "type = 'finishes'",
                "path = 'stap'",
                "attempt = 2",
                "event = '{}'",
                "delta = x'00'",
                "crc = crc + 1"
            })
    void aChangedRowOfTheLogIsNoticed(String change) throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            RunRow run = Stores.carried(repository, "a");
            repository.log().append(Stores.checkpoint(run, 2)).await();

            Stores.sql(file, "UPDATE log SET " + change + " WHERE seq = 2");

            isCorrupt("log", () -> repository.log().follow(EventFilter.all(), 0, 10));
        }
    }

    @Test
    void aMissingRowOfTheLogIsNoticed() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            RunRow run = Stores.carried(repository, "a");
            for (long seq = 2; seq <= 5; seq++) {
                repository.log().append(Stores.checkpoint(run, seq)).await();
            }

            Stores.sql(file, "DELETE FROM log WHERE seq = 3");

            isCorrupt("seq 3", () -> repository.log().read(run.number(), 0, 10));
            isCorrupt("seq 3", () -> repository.log().read(run.number(), 2, 10));
            assertThat(repository.log().read(run.number(), 3, 10)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = id || 'x'",
                "pipeline = 'x'",
                "priority = 1",
                "concurrency_key = 'K'",
                "status = 'WAITING'",
                "status = 'DREAMING'",
                "reason = 'x'",
                "epoch = epoch + 1",
                "due = 1",
                "snapshot = 1",
                "crc = 0"
            })
    void aChangedRunIsNoticedAndHoldsUpNobody(String change) throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            RunRow damaged = Stores.queued(repository, "a");
            RunRow sound = Stores.queued(repository, "b");

            Stores.sql(file, "UPDATE run SET " + change + " WHERE number = " + damaged.number());

            isCorrupt("run", () -> repository.query().find(damaged.number()));
            isCorrupt("run", () -> repository.query().list(RunFilter.all(), Long.MAX_VALUE, 9));
            assertThat(repository.queue().claim(List.of("main"), Stores.OWNER, Stores.NOW))
                    .hasValueSatisfying(run -> assertThat(run.number()).isEqualTo(sound.number()));
        }
    }

    @Test
    void aDamagedRunThatIsCarriedIsLeftWhereItIs() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            RunRow damaged = Stores.carried(repository, "a");
            Stores.carried(repository, "b");

            Stores.sql(file, "UPDATE run SET reason = 'x' WHERE number = " + damaged.number());

            assertThat(repository.queue().takeOver(Stores.NOW, Set.of())).isEqualTo(1);
        }
    }

    @Test
    void changedMailDefinitionsLimitsAndCountsAreNoticed() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            RunRow run = Stores.queued(repository, "a");
            repository.mailbox().post(new Mail(0, run.number(), "signal", "go", "ada", new byte[] {1}, 7));
            repository.definitions().save(new Definition("print", "publish", 1, "{}"));
            repository.queues().limit("side", 5);

            Stores.sql(file, """
                    UPDATE mail SET actor = 'eve';
                    UPDATE definition SET shape = '[]';
                    UPDATE queue SET paused = 1;
                    UPDATE run_count SET runs = 9
                    """);

            isCorrupt("mail", () -> repository.mailbox().of(run.number(), 9));
            isCorrupt("definition", () -> repository.definitions().find("print"));
            isCorrupt("queue", () -> repository.queue().claim(List.of("side"), Stores.OWNER, Stores.NOW));
            isCorrupt("queue", () -> repository.queues().find("side"));
            isCorrupt("run_count", () -> repository.query().counts());
            Stores.queued(repository, "b");
            assertThat(repository.query().counts()).isEqualTo(Map.of(RunStatus.QUEUED, 2L));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path = 'stap'",
                "kind = 'SLEEP'",
                "name = 'unpaid'",
                "since = since + 1",
                "until = until + 1",
                "crc = crc + 1"
            })
    void aChangedWaitIsNoticed(String change) throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            RunRow run = Stores.carried(repository, "a");
            Wait wait = new Wait(run.number(), "pay", "SIGNAL", "paid", 1, 2);
            repository
                    .log()
                    .append(new Checkpoint(
                            run.number(), 1, List.of(), Optional.empty(), List.of(), List.of(wait), List.of()))
                    .await();

            Stores.sql(file, "UPDATE wait SET " + change);

            isCorrupt("wait", () -> repository.query().waits(run.number()));
        }
    }

    @Test
    void aFlippedBitInTheFileIsNoticed() throws Exception {
        Path file = folder.resolve("pawl.db");
        String delta = "what the step has found out, in so many words";
        long number;
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            RunRow run = Stores.carried(repository, "a");
            number = run.number();
            repository
                    .log()
                    .append(Checkpoint.of(number, 1, Stores.row(number, 2, delta)))
                    .await();
        }
        byte[] bytes = Files.readAllBytes(file);
        int place = new String(bytes, ISO_8859_1).indexOf(delta);
        bytes[place + 7] ^= 4;
        Files.write(file, bytes);

        try (SqliteRepository repository = SqliteRepository.open(file)) {
            isCorrupt("log", () -> repository.log().read(number, 0, 10));
            assertThat(repository.log().read(number, 0, 1)).hasSize(1);
        }
    }

    static void isCorrupt(String named, ThrowingCallable reading) {
        StoreException refusal = catchThrowableOfType(StoreException.class, reading);

        assertThat(refusal).isNotNull().hasMessageContaining(named);
        assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
    }
}
