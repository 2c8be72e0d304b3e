package dev.pawl.sqlite.kill;

import dev.pawl.sqlite.Backup;
import dev.pawl.sqlite.SqliteBackups;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.store.RunQueue.NewRun;
import dev.pawl.store.RunSpec;
import java.nio.file.Path;
import java.util.List;

/** The program that is killed while it makes backups, or while it restores them. */
final class BackupChild {
    static final int KEPT = 3;
    private static final byte[] INPUT = new byte[20_000];

    private BackupChild() {}

    /** The folder, what to do, and the number of this life. */
    public static void main(String... arguments) {
        KillChild.endWithTheParent();
        Path folder = Path.of(arguments[0]);
        try {
            switch (arguments[1]) {
                case "backup" -> backUp(folder, arguments[2]);
                case "restore" -> restore(folder);
                default -> copyOnce(folder);
            }
        } catch (Throwable e) {
            KillChild.fail(e);
        }
    }

    private static void backUp(Path folder, String life) {
        SqliteBackups backups = SqliteBackups.in(folder.resolve("snapshots")).keep(KEPT);
        try (SqliteRepository store = SqliteRepository.open(folder.resolve("pawl.db"))) {
            System.out.println(KillChild.READY);
            for (int i = 0; ; i++) {
                submit(store, "run-" + life + "-" + i);
                store.backUp(backups);
            }
        }
    }

    /** One backup after the other; the store is used in between, so that there may be a log of it. */
    private static void restore(Path folder) {
        List<Backup> backups = SqliteBackups.in(folder.resolve("snapshots")).list();
        System.out.println(KillChild.READY);
        for (int i = 0; ; i++) {
            backups.get(i % backups.size()).restore(folder.resolve("pawl.db"));
            try (SqliteRepository store = SqliteRepository.open(folder.resolve("pawl.db"))) {
                submit(store, "since-1");
                submit(store, "since-2");
            }
        }
    }

    private static void copyOnce(Path folder) {
        try (SqliteRepository store = SqliteRepository.open(folder.resolve("pawl.db"))) {
            System.out.println(store.backUp(SqliteBackups.in(folder.resolve("snapshots"))));
        }
        System.exit(0);
    }

    static void submit(SqliteRepository store, String id) {
        RunSpec spec = new RunSpec(id, "", "digest", "publish", 1, "print", "", "main", 0, "", id, 1);
        store.queue().submit(new NewRun(spec, 0, "submitted", "{}", INPUT), "");
    }
}
