package dev.pawl.testing;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the trials and contract cases expect; an {@link AssertionError} says what was expected and what was found. Stateless. */
public final class Expect {
    /** So long anything may take that is not meant to take long. */
    public static final long LIMIT_SECONDS = 20;

    private Expect() {}

    public static void that(boolean holds, String claim) {
        if (!holds) {
            throw new AssertionError("it does not hold that " + claim);
        }
    }

    public static void equal(Object expected, Object found, String what) {
        if (!Objects.equals(expected, found)) {
            throw new AssertionError(what + ": expected " + expected + " but found " + found);
        }
    }

    public static void soon(CountDownLatch latch, String what) throws InterruptedException {
        within(LIMIT_SECONDS, latch, what);
    }

    public static void within(long seconds, CountDownLatch latch, String what) throws InterruptedException {
        if (!latch.await(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError(what + ": not within " + seconds + " s, still missing " + latch.getCount());
        }
    }
}
