package dev.pawl.sqlite;

import dev.pawl.store.LogRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Commits what many threads hand over, as few times as possible.
 *
 * <p>Tickets go into a queue without a lock. Whoever holds the lock takes all that is there and commits it as one transaction. That is
 * the thread that waits, when nobody else does: it saves the hand-over. As soon as a second one waits, it is the writer thread: it
 * commits in a row whatever has come while it was busy with the last transaction. What nobody waits for rides along; the writer
 * thread looks every 10 ms whether something has been lying there since its last look.
 *
 * <p>While the store cannot write, appends are held in order and tried again, and everything else is refused at once. No foreign
 * code runs under the lock. Thread-safe.
 */
final class GroupWriter {
    private static final int IDLE_LOOKS = 10;

    private final Intake intake = new Intake();
    private final Outage outage = new Outage();
    private final Rest rest = new Rest();
    private final Outbox outbox;
    private final Checkpointer checkpointer;
    private final StoreFile file;
    private final Thread thread;
    // Fair: a thread that commits on and on for itself would keep the checkpointer out.
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Transactions transactions; // guarded by lock
    private boolean gaveUp; // guarded by lock; while it is closed
    private volatile boolean awaited; // somebody waits, and the writer thread is to come
    private volatile boolean closed;

    GroupWriter(Connector connector, Transactions.Opener opener, Outbox outbox, Damage damage) {
        file = connector.file();
        checkpointer = new Checkpointer(connector, lock);
        this.outbox = outbox;
        transactions = new Transactions(opener, file, damage, this::decided);
        thread = new Thread(this::work, "pawl-writer");
        thread.setDaemon(true);
    }

    void start() {
        checkpointer.start();
        thread.start();
    }

    /** Hands over what is committed sooner or later, whatever happens to the store meanwhile. */
    <T> Ticket<T> append(Operation<T> operation) {
        return add(new Ticket<>(this, operation, true));
    }

    /** Does it now, or fails. */
    <T> T call(Operation<T> operation) {
        return add(new Ticket<>(this, operation, false)).get();
    }

    private <T> Ticket<T> add(Ticket<T> ticket) {
        if (closed) {
            refuse(ticket);
            return ticket;
        }
        intake.add(ticket);
        if (closed && intake.remove(ticket)) {
            refuse(ticket);
        }
        rest.wakeFromSleep(thread);
        return ticket;
    }

    private void refuse(Ticket<?> ticket) {
        ticket.refuse(closedNow());
        ticket.decide();
    }

    StoreException closedNow() {
        String why = outage.failure()
                .map(e -> "; it could not write before: " + e.getMessage())
                .orElse("");
        return new StoreException(
                Reason.CLOSED,
                "The store " + file + " is closed" + why,
                outage.failure().orElse(null));
    }

    boolean isClosed() {
        return closed;
    }

    Optional<StoreException> failure() {
        return outage.failure();
    }

    /** How many transactions were committed. */
    long commits() {
        return transactions.commits();
    }

    /** Commits on this thread what is there, if nobody else waits and nobody is at it; else calls the writer thread. */
    boolean hurry(Ticket<?> ticket) {
        if (!awaited && !outage.isOn() && !lock.hasQueuedThreads() && lock.tryLock()) {
            List<Ticket<?>> group;
            try {
                group = commitGroup();
            } finally {
                lock.unlock();
            }
            tell(group);
            if (ticket.isDone()) {
                return true;
            }
        }
        soon();
        return ticket.isDone();
    }

    /** Somebody waits: the writer thread is to commit. */
    void soon() {
        if (!awaited) {
            awaited = true;
        }
        rest.wake(thread);
    }

    private void work() {
        Ticket<?> seen = null;
        int idle = 0;
        while (!closed) {
            Ticket<?> first = intake.first();
            if (awaited || first != null && first == seen || outage.isOn()) {
                round();
                idle = 0;
            } else {
                idle = first == null ? idle + 1 : 0;
            }
            seen = intake.first();
            if (outage.isOn()) {
                rest.nap(() -> closed);
            } else if (idle > IDLE_LOOKS) {
                rest.sleep(() -> awaited || closed || intake.first() != null);
                idle = 0;
            } else if (!awaited) {
                rest.nap(() -> awaited || closed);
            }
        }
    }

    private void round() {
        List<Ticket<?>> group;
        lock.lock();
        try {
            awaited = false;
            group = commitGroup();
        } finally {
            lock.unlock();
        }
        tell(group);
    }

    /** Takes what is there and commits it; needs the lock. */
    private List<Ticket<?>> commitGroup() {
        if (closed) {
            return List.of();
        }
        if (outage.isPausing()) {
            return refused(intake.takeImpatient(), outage.again());
        }
        Intake.Load load = intake.take();
        if (load.tickets().isEmpty() && !outage.isOn()) {
            return List.of();
        }
        Optional<StoreException> failure = failureOf(load.tickets());
        if (failure.isEmpty()) {
            outage.ends();
        } else {
            outage.begins(failure.get());
            refused(intake.hold(load.tickets()), failure.get());
        }
        if (load.isFull()) {
            awaited = true;
        }
        checkpointer.committed(load.bytes(), transactions);
        return load.tickets();
    }

    private Optional<StoreException> failureOf(List<Ticket<?>> group) {
        try {
            transactions.commit(group, outage.isOn());
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e);
        } catch (RuntimeException | Error e) {
            // Whatever it was, others wait for these tickets.
            transactions.disconnect();
            return Optional.of(new StoreException(Reason.FAILED, "Cannot write to " + file + ": " + e, e));
        }
    }

    private List<Ticket<?>> refused(List<Ticket<?>> tickets, StoreException why) {
        tickets.forEach(ticket -> ticket.refuse(why));
        decided(tickets, List.of(), 0);
        return tickets;
    }

    /** The transaction of these tickets is over; called under the lock, so that the outbox is in the order of commits. */
    private void decided(List<Ticket<?>> tickets, List<LogRow> rows, long lastPosition) {
        boolean actions = false;
        for (int i = 0; i < tickets.size(); i++) {
            actions |= tickets.get(i).decide();
        }
        boolean watched = !rows.isEmpty() && outbox.isWatched();
        if (actions || watched) {
            outbox.add(tickets, watched ? positioned(rows, lastPosition) : List.of());
        }
    }

    private static List<LogRow> positioned(List<LogRow> rows, long lastPosition) {
        List<LogRow> placed = new ArrayList<>(rows.size());
        long position = lastPosition - rows.size();
        for (LogRow row : rows) {
            position++;
            placed.add(row.at(position));
        }
        return Collections.unmodifiableList(placed);
    }

    private void tell(List<Ticket<?>> group) {
        for (int i = 0; i < group.size(); i++) {
            Ticket<?> ticket = group.get(i);
            if (ticket.isDone()) {
                ticket.wake();
            }
        }
        outbox.deliver();
    }

    /** Takes nothing more, commits what is there, and lets go of the file. What cannot be committed is refused. */
    void close() {
        closed = true;
        rest.wake(thread);
        if (Thread.currentThread() != thread) {
            Threads.join(thread);
        }
        while (closeGroup()) {
            // The next one.
        }
        checkpointer.close();
        outbox.flush();
    }

    /** Decides the next group; says whether there was one. */
    private boolean closeGroup() {
        List<Ticket<?>> group;
        lock.lock();
        try {
            group = intake.take().tickets();
            if (group.isEmpty()) {
                transactions.disconnect();
                return false;
            }
            lastTry(group);
        } finally {
            lock.unlock();
        }
        tell(group);
        return true;
    }

    /** Commits it, if the store can write; one that could not a moment ago is not asked again. */
    private void lastTry(List<Ticket<?>> group) {
        if (!gaveUp) {
            Optional<StoreException> failure = failureOf(group);
            failure.ifPresent(outage::begins);
            gaveUp = failure.isPresent();
        }
        refused(group.stream().filter(ticket -> !ticket.isDone()).toList(), closedNow());
    }
}
