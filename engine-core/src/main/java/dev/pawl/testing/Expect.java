package dev.pawl.testing;

import dev.pawl.store.Commit;
import dev.pawl.store.StoreException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says what was expected and what was found. Thread-safe. */
final class Expect {
    static final long LIMIT_SECONDS = 20;

    private Expect() {}

    static void that(boolean holds, String claim) {
        if (!holds) {
            throw new AssertionError("it does not hold that " + claim);
        }
    }

    static void equal(Object expected, Object found, String what) {
        if (!Objects.equals(expected, found)) {
            throw new AssertionError(what + ": expected " + expected + " but found " + found);
        }
    }

    static StoreException refused(StoreException.Reason reason, ContractCase.Body body, String what) throws Exception {
        try {
            body.run();
        } catch (StoreException e) {
            if (e.reason() == reason) {
                return e;
            }
            throw new AssertionError(what + ": expected " + reason + " but was refused as " + e.reason(), e);
        }
        throw new AssertionError(what + ": expected " + reason + " but was not refused");
    }

    /** Waits for the commit, and compares the two ways in which it tells of its refusal. */
    static StoreException refused(StoreException.Reason reason, Commit commit, String what) throws Exception {
        var thrown = refused(reason, commit::await, what);
        that(commit.isDone(), what + " is done when it is refused");
        equal(reason, commit.refusal().map(StoreException::reason).orElse(null), "the refusal of " + what);
        return thrown;
    }

    static void soon(CountDownLatch latch, String what) throws InterruptedException {
        within(LIMIT_SECONDS, latch, what);
    }

    static void within(long seconds, CountDownLatch latch, String what) throws InterruptedException {
        if (!latch.await(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError(what + ": not within " + seconds + " s, still missing " + latch.getCount());
        }
    }
}
