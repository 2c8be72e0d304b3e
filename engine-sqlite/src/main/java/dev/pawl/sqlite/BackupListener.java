package dev.pawl.sqlite;

/**
 * Is told how backups go on, one event at a time, on the thread that makes them. What it throws is logged and forgotten; while it does
 * not return, the backup waits, and so does closing the repository.
 */
@FunctionalInterface
public interface BackupListener {
    void on(BackupEvent event);
}
