package dev.pawl.sqlite;

/**
 * What was verified in a backup: each of these rows was read, and its checksum is right. Immutable.
 *
 * @param schema the number of its schema
 * @param runs how many runs
 * @param events how many recorded events of all runs
 * @param rows how many rows of all tables, those among them
 */
public record BackupContents(int schema, long runs, long events, long rows) {}
