package dev.pawl.sqlite;

/**
 * What has gone. Immutable.
 *
 * @param runs how many runs that had ended
 * @param events how many recorded events of runs
 * @param definitions how many shapes of pipelines that no run has any more
 */
public record Pruned(long runs, long events, long definitions) {
    static final Pruned NOTHING = new Pruned(0, 0, 0);

    Pruned plus(Pruned more) {
        return new Pruned(runs + more.runs, events + more.events, definitions + more.definitions);
    }
}
