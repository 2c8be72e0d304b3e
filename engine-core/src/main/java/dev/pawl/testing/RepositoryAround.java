package dev.pawl.testing;

import dev.pawl.event.EventFilter;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.Definitions;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Queues;
import dev.pawl.store.Repository;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A repository that is another one, but for what is replaced: to see what a host does when its store is slow or in trouble.
 *
 * <pre>{@code
 * record Troubled(Repository real, StoreException why) implements RepositoryAround {
 *   @Override
 *   public Optional<StoreException> trouble() {
 *     return Optional.of(why);
 *   }
 * }
 * }</pre>
 *
 * <p>Its parts are replaced in the same way: {@link Log}, {@link Queue}, {@link Mails}. Thread-safe as far as what it is made of is.
 */
public interface RepositoryAround extends Repository {
    /** The one that does what is not replaced. */
    Repository real();

    @Override
    default RunLog log() {
        return real().log();
    }

    @Override
    default RunQueue queue() {
        return real().queue();
    }

    @Override
    default Queues queues() {
        return real().queues();
    }

    @Override
    default RunQuery query() {
        return real().query();
    }

    @Override
    default Definitions definitions() {
        return real().definitions();
    }

    @Override
    default Mailbox mailbox() {
        return real().mailbox();
    }

    @Override
    default boolean isDurable() {
        return real().isDurable();
    }

    @Override
    default Optional<StoreException> trouble() {
        return real().trouble();
    }

    @Override
    default List<String> warnings() {
        return real().warnings();
    }

    @Override
    default void close() {
        real().close();
    }

    /** A log that is another one, but for what is replaced. */
    interface Log extends RunLog {
        RunLog real();

        @Override
        default Commit append(Checkpoint checkpoint) {
            return real().append(checkpoint);
        }

        @Override
        default List<LogRow> read(long run, long afterSeq, int max) {
            return real().read(run, afterSeq, max);
        }

        @Override
        default List<LogRow> find(RowFilter filter, int max) {
            return real().find(filter, max);
        }

        @Override
        default List<LogRow> follow(EventFilter filter, long afterPosition, int max) {
            return real().follow(filter, afterPosition, max);
        }

        @Override
        default long lastPosition() {
            return real().lastPosition();
        }

        @Override
        default AutoCloseable watch(Consumer<List<LogRow>> watcher) {
            return real().watch(watcher);
        }
    }

    /** A queue that is another one, but for what is replaced. */
    interface Queue extends RunQueue {
        RunQueue real();

        @Override
        default Accepted submit(NewRun run, String claimer) {
            return real().submit(run, claimer);
        }

        @Override
        default List<RunRow> claim(List<String> queues, String owner, long now, int max) {
            return real().claim(queues, owner, now, max);
        }

        @Override
        default OptionalLong nextDue(List<String> queues, long now) {
            return real().nextDue(queues, now);
        }

        @Override
        default void join(String owner) {
            real().join(owner);
        }

        @Override
        default void leave(String owner) {
            real().leave(owner);
        }

        @Override
        default int takeOver(long now) {
            return real().takeOver(now);
        }
    }

    /** A mailbox that is another one, but for what is replaced. */
    interface Mails extends Mailbox {
        Mailbox real();

        @Override
        default long post(Mail mail) {
            return real().post(mail);
        }

        @Override
        default List<Mail> of(long run, int max) {
            return real().of(run, max);
        }

        @Override
        default List<Mail> toOwner(String owner, long afterNumber, int max) {
            return real().toOwner(owner, afterNumber, max);
        }
    }
}
