package dev.pawl.sqlite.kill;

import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.store.StoreException;
import java.nio.file.Path;

/** The program that opens a store and says so, or what has come in between; then it waits to be killed, or ends. */
final class LibraryChild {
    private LibraryChild() {}

    /** The store, and whether to end. */
    public static void main(String... arguments) throws InterruptedException {
        KillChild.endWithTheParent();
        try (SqliteRepository store = SqliteRepository.open(Path.of(arguments[0]))) {
            store.query().counts();
            System.out.println(KillChild.READY + " " + System.getProperty("org.sqlite.lib.path"));
            if (arguments.length == 1) {
                Thread.currentThread().join();
            }
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
        System.exit(0);
    }
}
