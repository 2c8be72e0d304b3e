package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.LogRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told what, and in which order. */
@Timeout(60)
class OutboxTest {
    private final Outbox outbox = new Outbox();
    private final List<Long> told = new ArrayList<>();

    @Test
    void parcelsAreDeliveredInTheirOrder() {
        outbox.watch(this::note);
        for (long seq = 1; seq <= 3; seq++) {
            outbox.add(List.of(), rows(seq));
        }

        outbox.deliver();

        assertThat(told).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatIsAddedWhileSomethingIsToldComesAfterIt() {
        outbox.watch(rows -> {
            if (rows.get(0).seq() == 1) {
                outbox.add(List.of(), rows(2));
                outbox.deliver();
            }
            note(rows);
        });
        outbox.add(List.of(), rows(1));

        outbox.deliver();

        assertThat(told).containsExactly(1L, 2L);
    }

    @Test
    void oneWhoComesLaterIsNotToldWhatWasBefore() {
        outbox.watch(rows -> {});
        outbox.add(List.of(), rows(1));
        outbox.watch(this::note);
        outbox.add(List.of(), rows(2));

        outbox.deliver();

        assertThat(told).containsExactly(2L);
    }

    @Test
    void oneWhoHasGoneIsToldNothingMore() throws Exception {
        AutoCloseable watch = outbox.watch(this::note);
        outbox.add(List.of(), rows(1));
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
        outbox.add(List.of(), rows(1));

        outbox.flush();

        assertThat(told).containsExactly(1L);
    }

    private void note(List<LogRow> rows) {
        rows.forEach(row -> told.add(row.seq()));
    }

    private static List<LogRow> rows(long seq) {
        return List.of(Stores.row(1, seq));
    }
}
