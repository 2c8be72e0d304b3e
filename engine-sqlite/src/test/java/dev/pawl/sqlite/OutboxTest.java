package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.LogRow;
import dev.pawl.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told what, and in which order. */
@Timeout(60)
class OutboxTest {
    private final WrittenRows written = new WrittenRows();
    private final Outbox outbox = new Outbox(written);
    private final List<Long> told = new ArrayList<>();

    @Test
    void parcelsAreDeliveredInTheirOrder() {
        outbox.watch(this::note);
        for (int i = 0; i < 3; i++) {
            outbox.add(List.of(), written.write());
        }

        outbox.deliver();

        assertThat(told).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatIsAddedWhileSomethingIsToldComesAfterIt() {
        outbox.watch(rows -> {
            if (rows.get(0).seq() == 1) {
                outbox.add(List.of(), written.write());
                outbox.deliver();
            }
            note(rows);
        });
        outbox.add(List.of(), written.write());

        outbox.deliver();

        assertThat(told).containsExactly(1L, 2L);
    }

    @Test
    void oneWhoComesLaterIsNotToldWhatWasBefore() {
        outbox.watch(rows -> {});
        outbox.add(List.of(), written.write());
        outbox.watch(this::note);
        outbox.add(List.of(), written.write());

        outbox.deliver();

        assertThat(told).containsExactly(2L);
    }

    @Test
    void oneWhoHasGoneIsToldNothingMore() throws Exception {
        AutoCloseable watch = outbox.watch(this::note);
        outbox.add(List.of(), written.write());
        watch.close();

        outbox.deliver();

        assertThat(told).isEmpty();
        assertThat(outbox.isWatched()).isFalse();
    }

    @Test
    void flushingFromWithinDoesNotWaitForItself() {
        outbox.watch(rows -> {
            outbox.flush();
            note(rows);
        });
        outbox.add(List.of(), written.write());

        outbox.flush();

        assertThat(told).containsExactly(1L);
    }

    @Test
    void aDamagedRowIsPassedOverAlone() {
        outbox.watch(this::note);
        for (int i = 0; i < 500; i++) {
            written.write();
        }
        written.damage(5);
        written.damage(499);

        outbox.catchUp();
        outbox.add(List.of(), written.write());
        outbox.deliver();

        assertThat(told).hasSize(499).isSorted().doesNotContain(5L, 499L).endsWith(498L, 500L, 501L);
    }

    @Test
    void whatCannotBeReadNowIsToldLaterAndBeforeWhatCameAfterIt() {
        outbox.watch(this::note);
        written.write();
        written.fail(new StoreException(StoreException.Reason.BUSY, "locked"));
        outbox.add(List.of(), written.write());
        outbox.deliver();
        assertThat(told).isEmpty();

        written.fail(null);
        outbox.catchUp();

        assertThat(told).containsExactly(1L, 2L);
    }

    @Test
    void anErrorWhileReadingHoldsUpNothingThatComesAfter() {
        outbox.watch(this::note);
        written.write();
        written.fail(new OutOfMemoryError("as it is meant to"));
        outbox.catchUp();

        written.fail(null);
        outbox.catchUp();

        assertThat(told).containsExactly(1L);
    }

    private void note(List<LogRow> rows) {
        rows.forEach(row -> told.add(row.seq()));
    }

    @Test
    void whatAnotherProcessWroteBeforeIsToldBefore() {
        written.write();
        outbox.watch(this::note);
        written.write();
        written.write();
        outbox.add(List.of(), written.write());

        outbox.deliver();

        assertThat(told).containsExactly(2L, 3L, 4L);
    }

    @Test
    void whatAnotherProcessWroteIsToldWithoutAnythingOfOurs() {
        outbox.watch(this::note);
        for (int i = 0; i < 2_500; i++) {
            written.write();
        }

        outbox.catchUp();
        outbox.catchUp();

        assertThat(told).hasSize(2_500).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatWasReadFromTheFileAlreadyIsNotToldAgain() {
        outbox.watch(this::note);
        List<LogRow> ours = written.write();
        outbox.catchUp();
        outbox.add(List.of(), ours);
        outbox.add(List.of(), written.write());

        outbox.deliver();

        assertThat(told).containsExactly(1L, 2L);
    }

    @Test
    void whatIsWrittenWhileNobodyWatchesIsToldToNobody() throws Exception {
        outbox.watch(this::note).close();
        written.write();
        outbox.catchUp();
        outbox.watch(this::note);
        outbox.add(List.of(), written.write());

        outbox.deliver();

        assertThat(told).containsExactly(2L);
    }
}
