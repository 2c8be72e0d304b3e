package dev.pawl.execution;

import dev.pawl.event.RunInfo;
import dev.pawl.event.RunSubmitted;
import dev.pawl.store.Commit;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The outbox of each run that is being submitted or carried by this engine. A run may be claimed before the thread that submitted
 * it has come back: so its first event takes its place before the submit, and what comes later waits behind it. Thread-safe.
 */
public final class Outboxes {
    private final Listeners listeners;
    private final Executor tellers;
    private final Map<String, Outbox> byRun = new ConcurrentHashMap<>();

    public Outboxes(Listeners listeners, Executor tellers) {
        this.listeners = listeners;
        this.tellers = tellers;
    }

    Outbox of(String run) {
        return listeners.isEmpty()
                ? new Outbox(listeners, tellers)
                : byRun.computeIfAbsent(run, r -> new Outbox(listeners, tellers));
    }

    /** The run is over here; what is still to be told is told by those who hold its outbox. */
    public void forget(String run) {
        byRun.remove(run);
    }

    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** Keeps the place of the first event of a run that is about to be submitted. */
    public Place place(RunInfo info, long millis) {
        Place place = new Place(of(info.id()), info.id());
        place.outbox.recorded(place.commit, 0, position -> new RunSubmitted(info, 1, position, millis));
        return place;
    }

    /** A place that was kept. */
    public final class Place {
        private final Outbox outbox;
        private final String run;
        private final Promise commit = new Promise();

        private Place(Outbox outbox, String run) {
            this.outbox = outbox;
            this.run = run;
        }

        /** The submit was committed at that position; the event is told before this returns, unless somebody else is telling. */
        public void taken(long position) {
            commit.decide(Commit.committed(position));
            outbox.tell();
        }

        /** There is no such run after all, or nobody knows; what comes later does not wait for it. */
        public void givenUp() {
            forget(run);
            commit.decide(Commit.refused(new StoreException(Reason.FAILED, "run " + run + " was not submitted")));
            outbox.tell();
        }
    }
}
