package dev.pawl.sqlite;

/**
 * What is to be pruned, the same for all slices of one pruning.
 *
 * @param oldest runs that ended before that hour are too old, in milliseconds since 1970
 * @param youngest runs that ended later than that are kept, whatever the limits are
 * @param ahead how many runs have ended at an hour that has not come yet, by a clock that was wrong: they stay, and do not count
 */
record PrunePlan(Retention retention, long oldest, long youngest, long ahead, PruneMemory memory) {}
