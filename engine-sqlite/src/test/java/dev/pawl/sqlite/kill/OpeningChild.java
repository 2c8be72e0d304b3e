package dev.pawl.sqlite.kill;

import dev.pawl.sqlite.SqliteRepository;
import java.nio.file.Path;

/** The program that is killed while it opens a store. */
final class OpeningChild {
    private OpeningChild() {}

    /** The store. */
    public static void main(String... arguments) {
        KillChild.endWithTheParent();
        try {
            SqliteRepository.open(Path.of(arguments[0])).close();
            System.exit(0);
        } catch (Throwable e) {
            KillChild.fail(e);
        }
    }
}
