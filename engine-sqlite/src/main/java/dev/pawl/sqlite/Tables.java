package dev.pawl.sqlite;

/** A session and its tables. Confined to whoever holds it. */
record Tables(
        Session session,
        RunTable runs,
        RunSearch search,
        LogTable log,
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
                new LogTable(session),
                new MailTable(session),
                new WaitTable(session),
                new DefinitionTable(session),
                new QueueTable(session),
                new OwnerTable(session),
                new CountTable(session));
    }
}
