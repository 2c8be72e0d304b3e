package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A folder with backups of stores: which there are, how many are kept, and who is told.
 *
 * <pre>{@code
 * SqliteBackups backups = SqliteBackups.in(Path.of("snapshots")).keep(10);
 * Backup made = repository.backUp(backups);
 * …
 * backups.newest().orElseThrow().restore(Path.of("pawl.db"));   // when nobody has that store open
 * }</pre>
 *
 * <p>Stores whose files have the same name need folders of their own. Immutable.
 */
public final class SqliteBackups {
    private static final BackupListener NOBODY = event -> {};
    private static final Comparator<Backup> NEWEST_FIRST =
            Comparator.comparing(Backup::made).reversed().thenComparing(Backup::store);

    private final Path folder;
    private final int kept;
    private final BackupListener listener;

    private SqliteBackups(Path folder, int kept, BackupListener listener) {
        this.folder = folder;
        this.kept = kept;
        this.listener = listener;
    }

    /** Names the folder, which is made with the first backup; all backups are kept. */
    public static SqliteBackups in(Path folder) {
        return new SqliteBackups(
                requireNonNull(folder, "folder").toAbsolutePath().normalize(), Integer.MAX_VALUE, NOBODY);
    }

    /** Keeps that many backups of each store: when a new one has been verified and has its name, the oldest are deleted. */
    public SqliteBackups keep(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count < 1: " + count);
        }
        return new SqliteBackups(folder, count, listener);
    }

    /** Tells this one how backups go on. */
    public SqliteBackups listener(BackupListener other) {
        return new SqliteBackups(folder, kept, requireNonNull(other, "other"));
    }

    public Path folder() {
        return folder;
    }

    int kept() {
        return kept;
    }

    BackupListener listener() {
        return listener;
    }

    /** Returns the verified backups of all stores, the newest first; a look at their names, for nothing else is given such a name. */
    public List<Backup> list() {
        List<Backup> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                find(file).ifPresent(found::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw FileFailure.of(e.getCause(), "list the backups in " + folder);
        } catch (IOException e) {
            throw FileFailure.of(e, "list the backups in " + folder);
        }
        found.sort(NEWEST_FIRST);
        return List.copyOf(found);
    }

    /** The newest backup, of whichever store. */
    public Optional<Backup> newest() {
        return list().stream().findFirst();
    }

    List<Backup> of(String store) {
        return list().stream().filter(backup -> backup.store().equals(store)).toList();
    }

    private static Optional<Backup> find(Path file) throws IOException {
        Optional<BackupName> name = BackupName.parse(file.getFileName().toString());
        if (name.isEmpty() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Backup.of(file, name.get()));
        } catch (NoSuchFileException e) {
            // It has been dropped this moment.
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "backups in " + folder;
    }
}
