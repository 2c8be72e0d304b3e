package dev.pawl.sqlite;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a store of an older version up to this one, in one transaction, after a copy of it has been made beside it and verified. The copy
 * is a backup under a name of its own, {@code pawl.db_before-schema-2_20261121T190500123Z.db}: it does not count among those of the store, and is
 * deleted by nobody but the next migration of that store to the same version. Needs the lock of the store. Immutable.
 *
 * @param version the store's
 */
record Migration(Connector connector, int version) {
    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    void run(Session session) {
        StoreFile file = connector.file();
        Backup copy = copy();
        try {
            Schema.bringUp(session);
        } catch (SQLException e) {
            throw SqlFailure.of(
                    e, "open " + file + ", which was to be brought from schema " + version + " to " + Schema.VERSION);
        }
        LOG.info(
                "{} was brought from schema {} to {}; as it was before it is kept in {}",
                file,
                version,
                Schema.VERSION,
                copy.file());
    }

    private Backup copy() {
        StoreFile file = connector.file();
        String name = BackupName.ofFile(file.path()) + "_before-schema-" + Schema.VERSION;
        String doing = String.format(
                Locale.ROOT, "open %s, which is copied before its schema %d becomes %d", file, version, Schema.VERSION);
        SqliteBackups beside = SqliteBackups.in(file.path().getParent()).keep(1);
        return new BackupMaker(connector, beside, name, doing, Clock.systemUTC(), () -> false).makeAlone();
    }
}
