package dev.pawl.sqlite;

/** A session and its tables. Confined to whoever holds it. */
record Tables(
        Session session,
        RunTable runs,
        RunSearch search,
        EndedTable ended,
        LogTable log,
        DroppedTable dropped,
        MailTable mail,
        WaitTable waits,
        DefinitionTable definitions,
        QueueTable queues,
        OwnerTable owners,
        CountTable counts) {
    static Tables of(Session session) {
        RunTable runs = new RunTable(session);
        return new Tables(
                session,
                runs,
                new RunSearch(session, runs),
                new EndedTable(session),
                new LogTable(session),
                new DroppedTable(session),
                new MailTable(session),
                new WaitTable(session),
                new DefinitionTable(session),
                new QueueTable(session),
                new OwnerTable(session),
                new CountTable(session));
    }
}
