package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a writer inside an operation, so that what is handed over meanwhile becomes its next group. Used once. */
final class Gate {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private Ticket<Long> holding;

    void holdTheWriter(GroupWriter writer) throws InterruptedException {
        holding = writer.append(ledger -> {
            held.countDown();
            return pass();
        });
        writer.soon();
        assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Returns how many transactions there were when the writer was free again. */
    long letGo(GroupWriter writer) {
        long before = writer.commits();
        open.countDown();
        return before + 1;
    }

    private Long pass() {
        try {
            assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
            return 0L;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
