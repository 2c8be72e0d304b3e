package dev.pawl.sqlite.kill;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops the thread that comes to the ordered point, tells the parent, and never lets it go on. Thread-safe. */
final class Stops {
    static final String AT = "at ";

    private final Optional<Point> ordered;
    private final AtomicInteger left;

    Stops(Orders orders) {
        ordered = orders.point();
        left = new AtomicInteger(orders.nth());
    }

    void reach(Point point) {
        if (ordered.isPresent() && ordered.get() == point && left.decrementAndGet() == 0) {
            System.out.println(AT + point);
            waitForTheEnd();
        }
    }

    static void waitForTheEnd() {
        CountDownLatch never = new CountDownLatch(1);
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException e) {
                System.err.println("interrupted at the end of the world: " + e);
            }
        }
    }
}
