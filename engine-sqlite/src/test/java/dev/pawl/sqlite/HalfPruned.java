package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.RunStatus;
import dev.pawl.sqlite.EndedTable.Place;
import java.nio.file.Path;

/** Makes a store in which the deletion of a run with a long log was begun, and broken off. */
final class HalfPruned {
    static final long LONG = 1;
    static final int ROWS = 20_000;
    static final Retention RETENTION = Retention.unlimited().maxRuns(0);

    private HalfPruned() {}

    /** The run {@link #LONG} has gone but for a rest of its log; the run "newest" is there. Returns how many rows have gone. */
    static long make(Path file) throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            PastRuns past = new PastRuns(repository);
            past.brought(past.carried("long", "long"), RunStatus.COMPLETED, Stores.NOW, ROWS);
            past.ended("newest", Stores.NOW);
        }
        PruneSlice.Done done = slice(file);
        while (done.gone().runs() == 0 && !done.isLast()) {
            // A slow machine has had no time for it.
            done = slice(file);
        }
        assertThat(done.isLast()).isFalse();
        assertThat(done.gone()).isEqualTo(new Pruned(1, done.gone().events(), 0));
        assertThat(done.gone().events()).isBetween(1L, ROWS - 1L);
        return done.gone().events();
    }

    /** What the first slice of a pruning does. */
    static PruneSlice.Done slice(Path file) {
        Connector connector = new Connector(StoreFile.at(file), SqliteOptions.defaults());
        GroupWriter writer = new GroupWriter(
                connector, connector::writer, new Outbox(new WrittenRows()), new Damage(connector.file()));
        PrunePlan plan = new PrunePlan(RETENTION, Long.MIN_VALUE, Long.MAX_VALUE, 0, new PruneMemory());
        writer.start();
        try {
            return writer.call(new PruneSlice(plan, Place.FIRST));
        } finally {
            writer.close();
        }
    }
}
