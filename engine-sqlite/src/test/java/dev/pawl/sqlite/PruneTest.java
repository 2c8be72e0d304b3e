package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.event.EventFilter;
import dev.pawl.event.RunStatus;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which runs go, and what of them. */
@Timeout(60)
class PruneTest {
    /** All past runs ended longer ago than that. */
    private static final Retention YOUNG = Retention.unlimited().maxAge(Duration.ofDays(1));

    private static final Retention NONE = Retention.unlimited().maxRuns(0);

    @TempDir
    Path folder;

    private Path file;
    private SqliteRepository repository;
    private PastRuns past;

    @BeforeEach
    void open() {
        file = folder.resolve("pawl.db");
        repository = SqliteRepository.open(file);
        past = new PastRuns(repository);
    }

    @AfterEach
    void close() throws Exception {
        SqliteBackups backups = SqliteBackups.in(folder.resolve("snapshots"));
        assertThat(repository.backUp(backups).verify().rows()).isPositive();
        repository.close();
        assertThat(Stores.number(file, "SELECT count(*) FROM dropped")).isZero();
    }

    @Test
    void aRunThatEndedTooLongAgoGoesWithAllOfIt() throws Exception {
        RunRow old = past.ended("old", Stores.NOW);
        RunRow young = past.ended("young", System.currentTimeMillis());

        assertThat(repository.prune(YOUNG)).isEqualTo(new Pruned(1, 2, 0));

        assertThat(past.ids()).containsExactly("young");
        assertThat(repository.query().find("old")).isEmpty();
        assertThat(repository.query().find(old.number())).isEmpty();
        assertThat(repository.query().findByKey("key of old")).isEmpty();
        assertThat(repository.log().read(old.number(), 0, 10)).isEmpty();
        assertThat(repository.log().follow(EventFilter.all(), 0, 10))
                .extracting(LogRow::run)
                .containsExactly(young.number(), young.number());
        assertThat(repository.query().counts()).isEqualTo(Map.of(RunStatus.RUNNING, 0L, RunStatus.COMPLETED, 1L));
        assertThat(repository.prune(YOUNG)).isEqualTo(Pruned.NOTHING);
    }

    @Test
    void theKeyOfARunThatHasGoneStandsForANewOne() throws Exception {
        past.ended("first", Stores.NOW);
        past.ended("other", Stores.NOW);
        repository.prune(YOUNG);

        RunRow second = past.carried("first", "first");

        assertThat(second.number()).isEqualTo(3);
        assertThat(repository.query().findByKey("key of first")).contains(second);
    }

    @Test
    void thoseThatEndedLastAreKept() throws Exception {
        past.ended("a", Stores.NOW + 5);
        past.ended("b", Stores.NOW + 1);
        past.ended("c", Stores.NOW + 4);
        past.ended("d", Stores.NOW + 2);
        past.ended("e", Stores.NOW + 3);

        assertThat(repository.prune(Retention.unlimited().maxRuns(3))).isEqualTo(new Pruned(2, 4, 0));
        assertThat(past.ids()).containsExactly("a", "c", "e");
    }

    @Test
    void allLimitsHold() throws Exception {
        long minuteAgo = System.currentTimeMillis() - 60_000;
        past.ended("old", Stores.NOW);
        past.ended("a", minuteAgo);
        past.ended("b", minuteAgo + 1);

        assertThat(repository.prune(YOUNG.maxRuns(2))).isEqualTo(new Pruned(1, 2, 0));
        assertThat(repository.prune(YOUNG.maxRuns(1))).isEqualTo(new Pruned(1, 2, 0));
        assertThat(past.ids()).containsExactly("b");
    }

    @Test
    void aRunIsKeptUntilWhoeverAwaitsItHasHeardOfItsEnd() throws Exception {
        past.ended("old", Stores.NOW);
        past.ended("now", System.currentTimeMillis());
        past.ended("newest", Stores.NOW);

        assertThat(repository.prune(NONE)).isEqualTo(new Pruned(1, 2, 0));
        assertThat(past.ids()).containsExactly("now", "newest");
    }

    @Test
    void endsThatAreYetToComeStayAndDoNotCount() throws Exception {
        long now = System.currentTimeMillis();
        past.ended("b", now - 60_000);
        past.ended("a", now - 70_000);
        past.ended("tomorrow", now + 86_400_000);
        past.ended("next year", now + 365 * 86_400_000L);

        assertThat(repository.prune(Retention.unlimited().maxRuns(2))).isEqualTo(Pruned.NOTHING);
        assertThat(repository.prune(Retention.unlimited().maxRuns(1))).isEqualTo(new Pruned(1, 2, 0));
        assertThat(past.ids()).containsExactly("b", "tomorrow", "next year");
    }

    @Test
    void whatIsNotLimitedIsKept() throws Exception {
        past.ended("a", Stores.NOW);
        past.ended("b", Stores.NOW);

        assertThat(repository.prune(Retention.unlimited())).isEqualTo(Pruned.NOTHING);
        assertThat(repository.prune(Retention.unlimited().maxAge(Duration.ofSeconds(Long.MAX_VALUE))))
                .isEqualTo(Pruned.NOTHING);
        assertThat(past.ids()).containsExactly("a", "b");
    }

    @Test
    void aRunThatHasNotEndedStays() throws Exception {
        for (RunStatus status : RunStatus.values()) {
            if (status != RunStatus.QUEUED) {
                past.brought(past.carried(status.name(), status.name()), status, Stores.NOW, 2);
            }
        }
        Stores.queued(repository, "QUEUED");

        assertThat(repository.prune(YOUNG.maxRuns(0).maxBytes(0)).runs()).isEqualTo(3);
        assertThat(past.ids()).containsExactlyInAnyOrder("QUEUED", "RUNNING", "WAITING", "PARKED", "CANCELLING");
    }

    @Test
    void aChainStaysAsLongAsARunOfItHasNotEnded() throws Exception {
        past.ended("first", Stores.NOW);
        past.ended("second", "first", Stores.NOW);
        RunRow third = past.carried("third", "first");
        past.ended("alone", Stores.NOW);
        past.ended("newest", Stores.NOW);

        assertThat(repository.prune(NONE)).isEqualTo(new Pruned(1, 2, 0));
        assertThat(past.ids()).containsExactly("first", "second", "third", "newest");

        past.brought(third, RunStatus.COMPLETED, Stores.NOW, 2);
        past.ended("last", Stores.NOW);
        assertThat(repository.prune(NONE)).isEqualTo(new Pruned(4, 8, 0));
        assertThat(past.ids()).containsExactly("last");
    }

    @Test
    void aChainIsAsYoungAsItsLastRun() throws Exception {
        past.ended("first", Stores.NOW);
        past.ended("other", Stores.NOW);
        past.ended("second", "first", System.currentTimeMillis());
        past.ended("newest", System.currentTimeMillis());

        assertThat(repository.prune(YOUNG)).isEqualTo(new Pruned(1, 2, 0));
        assertThat(past.ids()).containsExactly("first", "second", "newest");
    }

    @Test
    void theNewestRunAndTheOneThatWasWrittenLastStaySoThatNoNumberComesTwice() throws Exception {
        RunRow first = past.carried("first", "first");
        past.ended("second", Stores.NOW);
        past.ended("third", Stores.NOW);
        past.brought(first, RunStatus.COMPLETED, Stores.NOW, 2);
        long position = repository.log().lastPosition();

        assertThat(repository.prune(NONE)).isEqualTo(new Pruned(1, 2, 0));

        assertThat(past.ids()).containsExactly("first", "third");
        assertThat(past.ended("fourth", Stores.NOW).number()).isEqualTo(4);
        assertThat(repository.log().lastPosition()).isEqualTo(position + 2);
    }

    @Test
    void whatWasFreedIsUsedAgain() throws Exception {
        past = new PastRuns(repository, 4_000);
        List<Long> sizes = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 100; i++) {
                past.ended(round + "-" + i, Stores.NOW + round);
            }
            repository.prune(Retention.unlimited().maxBytes(300_000));
            sizes.add(Stores.number(file, "PRAGMA page_count") * 4_096);
        }
        assertThat(sizes.get(0)).isGreaterThan(800_000);
        // What was kept, and what has come before it was pruned.
        assertThat(sizes.subList(1, 5)).allMatch(bytes -> bytes < sizes.get(0) + 300_000);
        assertThat(sizes.get(4)).isCloseTo(sizes.get(1), within(100_000L));
        long free = Stores.number(file, "PRAGMA freelist_count") * 4_096;
        assertThat(sizes.get(4) - free).isBetween(200_000L, 300_000L);
        assertThat(past.ids()).hasSizeBetween(20, 40).allMatch(id -> id.startsWith("4-"));
    }

    @Test
    void aDamagedRunStaysAndHoldsUpNoOther() throws Exception {
        past.ended("a", Stores.NOW);
        past.ended("damaged", Stores.NOW);
        past.ended("c", Stores.NOW);
        past.ended("newest", Stores.NOW);
        repository.close();
        Stores.sql(file, "UPDATE run SET subject = 'x' WHERE id = 'damaged'");
        repository = SqliteRepository.open(file);

        assertThat(repository.prune(NONE)).isEqualTo(new Pruned(2, 4, 0));
        Stores.sql(file, "UPDATE run SET subject = '' WHERE id = 'damaged'");
        assertThat(new PastRuns(repository).ids()).containsExactly("damaged", "newest");
    }

    @Test
    void limitsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> Retention.unlimited().maxAge(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxAge < 0: PT-1S");
        assertThatThrownBy(() -> Retention.unlimited().maxRuns(-1)).hasMessage("maxRuns < 0: -1");
        assertThatThrownBy(() -> Retention.unlimited().maxBytes(-1)).hasMessage("maxBytes < 0: -1");
        assertThatThrownBy(() -> SqliteOptions.defaults().withRetention(NONE, Duration.ZERO))
                .hasMessage("every is not positive: PT0S");
        assertThat(List.of(NONE.maxAge(), NONE.maxRuns(), NONE.maxBytes()))
                .hasToString("[Optional.empty, OptionalLong[0], OptionalLong.empty]");
    }
}
