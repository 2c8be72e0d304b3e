package dev.pawl.sqlite;

import dev.pawl.store.StoreException;

/** What happens while a backup is made; each says itself in a sentence. */
public sealed interface BackupEvent {
    /** The name of the store. */
    String store();

    /**
     * The store is being copied, in one piece. Immutable.
     *
     * @param bytes how much there is to copy at most
     */
    record Copying(String store, long bytes) implements BackupEvent {
        @Override
        public String toString() {
            return "backup of " + store + ": copying up to " + bytes + " bytes";
        }
    }

    /**
     * The copy is on the disk, and is being read again. Immutable.
     *
     * @param rows how many rows have been found sound so far
     * @param of how many there are
     */
    record Verifying(String store, long rows, long of) implements BackupEvent {
        @Override
        public String toString() {
            return "backup of " + store + ": verified " + rows + " of " + of + " rows";
        }
    }

    /**
     * The backup is there under its name. Immutable.
     *
     * @param contents what was verified
     */
    record Made(Backup backup, BackupContents contents) implements BackupEvent {
        @Override
        public String store() {
            return backup.store();
        }

        @Override
        public String toString() {
            return "backup of " + store() + ": made " + backup.file().getFileName() + ", " + backup.bytes() + " bytes, "
                    + contents.runs() + " runs";
        }
    }

    /** An older backup was deleted, as there are enough newer ones. Immutable. */
    record Dropped(Backup backup) implements BackupEvent {
        @Override
        public String store() {
            return backup.store();
        }

        @Override
        public String toString() {
            return "backup of " + store() + ": dropped " + backup.file().getFileName();
        }
    }

    /** There is no new backup; the older ones and the store are as they were. Immutable. */
    record Failed(String store, StoreException why) implements BackupEvent {
        @Override
        public String toString() {
            return "backup of " + store + ": failed: " + why.getMessage();
        }
    }
}
