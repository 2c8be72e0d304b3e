package dev.pawl.memory;

import dev.pawl.store.Definitions;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Queues;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunQueue;

/**
 * A repository that keeps everything in memory, ended runs included, until it is let go of. It decides every append at once, and keeps
 * the same contract as one on disk, except that nothing outlives the process.
 *
 * <p>Watchers are called on the threads of those who append, submit or take over, without a lock. Thread-safe.
 */
public final class InMemoryRepository implements Repository {
    private final Gate gate = new Gate();
    private final RunLog log;
    private final RunQueue queue;
    private final Queues queues;
    private final RunQuery query;
    private final Mailbox mailbox;
    private final Definitions definitions;

    private InMemoryRepository() {
        var runs = new RunTable();
        var rows = new LogBook(runs);
        var waits = new Waits();
        var teller = new Teller();
        log = new InMemoryRunLog(gate, runs, rows, waits, teller);
        queue = new InMemoryRunQueue(gate, runs, rows, teller);
        queues = new InMemoryQueues(gate, runs);
        query = new InMemoryRunQuery(gate, runs, waits);
        mailbox = new InMemoryMailbox(gate, runs);
        definitions = new InMemoryDefinitions(gate);
    }

    public static InMemoryRepository create() {
        return new InMemoryRepository();
    }

    @Override
    public RunLog log() {
        return log;
    }

    @Override
    public RunQueue queue() {
        return queue;
    }

    @Override
    public Queues queues() {
        return queues;
    }

    @Override
    public RunQuery query() {
        return query;
    }

    @Override
    public Definitions definitions() {
        return definitions;
    }

    @Override
    public Mailbox mailbox() {
        return mailbox;
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public String toString() {
        return "the repository in memory";
    }

    @Override
    public void close() {
        gate.close();
    }
}
