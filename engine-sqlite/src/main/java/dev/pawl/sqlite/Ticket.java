package dev.pawl.sqlite;

import dev.pawl.store.Commit;
import dev.pawl.store.StoreException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * An operation that was handed to the writer, and who waits for it. Thread-safe.
 *
 * @param <T> what the operation gives back
 */
final class Ticket<T> implements Commit {
    private static final VarHandle WAITERS;
    private static final Waiter DECIDED = new Waiter(null, null, null);

    static {
        try {
            WAITERS = MethodHandles.lookup().findVarHandle(Ticket.class, "waiters", Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final GroupWriter writer;
    private final Operation<T> operation;
    private final boolean patient;

    private T result; // written by the writer until it is decided, read by others after it
    private long position; // as result
    private StoreException refusal; // as result
    private Waiter told; // written by the writer when it is decided
    private volatile Waiter waiters;

    /** Either a thread or an action, and who came before. (A thread is a {@link Runnable}, too: hence two fields.) */
    private record Waiter(Thread thread, Runnable action, Waiter before) {}

    /**
     * Makes a ticket.
     *
     * @param patient whether it waits while the store cannot write, instead of being refused
     */
    Ticket(GroupWriter writer, Operation<T> operation, boolean patient) {
        this.writer = writer;
        this.operation = operation;
        this.patient = patient;
    }

    int size() {
        return operation.size();
    }

    boolean isPatient() {
        return patient;
    }

    /** Does the work, within the writer's transaction; a refusal that is thrown is kept if nothing was written. */
    void run(Ledger ledger) throws SQLException {
        long before = ledger.tables().session().writes();
        int rows = ledger.rows().size();
        refusal = null;
        try {
            result = operation.run(ledger);
            int written = ledger.rows().size() - rows;
            position = written == 0 ? 0 : ledger.last() - written + 1;
        } catch (StoreException e) {
            if (ledger.tables().session().writes() != before) {
                throw e;
            }
            refusal = e;
        }
    }

    void refuse(StoreException why) {
        refusal = why;
    }

    /**
     * From here on everybody sees it as decided; {@link #wake} must follow.
     *
     * @return whether there are actions, so that {@link #act} must follow, too
     */
    boolean decide() {
        told = (Waiter) WAITERS.getAndSet(this, DECIDED);
        for (Waiter waiter = told; waiter != null; waiter = waiter.before) {
            if (waiter.action != null) {
                return true;
            }
        }
        return false;
    }

    /** Lets those threads go that wait. */
    void wake() {
        for (Waiter waiter = told; waiter != null; waiter = waiter.before) {
            LockSupport.unpark(waiter.thread);
        }
    }

    /** Runs the actions that were left, in their order. */
    void act() {
        Deque<Runnable> actions = new ArrayDeque<>();
        for (Waiter waiter = told; waiter != null; waiter = waiter.before) {
            if (waiter.action != null) {
                actions.push(waiter.action);
            }
        }
        actions.forEach(Outbox::quietly);
    }

    private boolean push(Thread thread, Runnable action) {
        while (true) {
            Waiter last = waiters;
            if (last == DECIDED) {
                return false;
            }
            if (WAITERS.compareAndSet(this, last, new Waiter(thread, action, last))) {
                return true;
            }
        }
    }

    @Override
    public boolean isDone() {
        return waiters == DECIDED;
    }

    @Override
    public long position() {
        return isDone() && refusal == null ? position : 0;
    }

    @Override
    public Optional<StoreException> refusal() {
        return isDone() ? Optional.ofNullable(refusal) : Optional.empty();
    }

    @Override
    public boolean hurry() {
        return isDone() || writer.hurry(this);
    }

    @Override
    public void onDone(Runnable action) {
        if (!push(null, action)) {
            action.run();
        }
    }

    @Override
    public void await() throws InterruptedException {
        if (!hurry() && push(Thread.currentThread(), null)) {
            writer.soon();
            while (!isDone()) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    /** As {@link #await}, for callers that cannot be interrupted; gives what the operation gave. */
    T get() {
        if (!hurry() && push(Thread.currentThread(), null)) {
            writer.soon();
            boolean interrupted = false;
            while (!isDone()) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        return result;
    }
}
