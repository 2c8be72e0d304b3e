package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy of SQLite's library that processes share. */
class SharedLibraryTest {
    @TempDir
    Path temporary;

    private SharedLibrary shared() {
        return SharedLibrary.in(temporary);
    }

    @Test
    void thereIsOneCopyThatOnlyItsUserCanUse() throws IOException {
        Path copy = shared().find();
        Object made = Files.getAttribute(copy, "unix:ino");

        assertThat(shared().find()).isEqualTo(copy);
        assertThat(Files.getAttribute(copy, "unix:ino")).isEqualTo(made);
        assertThat(Stores.filesIn(copy.getParent()))
                .containsExactly(copy.getFileName().toString());
        for (Path ours : List.of(copy, copy.getParent())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ours)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aCopyThatWasChangedOrCutIsMadeAnew() throws IOException {
        Path copy = shared().find();
        byte[] whole = Files.readAllBytes(copy);
        byte[] changed = whole.clone();
        changed[changed.length / 2]++;

        for (byte[] bad : List.of(changed, new byte[0], new byte[whole.length])) {
            Files.write(copy, bad);
            assertThat(shared().find()).isEqualTo(copy).hasBinaryContent(whole);
        }
    }

    @Test
    void oneThatIsALinkIsReplacedAndWhatItLeadsToIsLeft() throws IOException {
        Path copy = shared().find();
        byte[] whole = Files.readAllBytes(copy);
        Path elsewhere = Files.write(temporary.resolve("elsewhere"), whole);
        Files.delete(copy);
        Files.createSymbolicLink(copy, elsewhere);

        assertThat(shared().find()).isEqualTo(copy).hasBinaryContent(whole);
        assertThat(Files.isSymbolicLink(copy)).isFalse();
        assertThat(elsewhere).hasBinaryContent(whole);
    }

    @Test
    void aFolderThatOthersCanUseOrThatIsNoneIsLeftAlone() throws IOException {
        Path folder = shared().folder();
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertRefused("others can use it");
        assertThat(Stores.filesIn(folder)).isEmpty();

        Files.delete(folder);
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(folder, elsewhere);
        assertRefused("it is no folder");
        assertThat(Stores.filesIn(elsewhere)).isEmpty();

        Files.delete(folder);
        Files.createFile(folder);
        assertRefused("it is no folder");
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAsItIs() throws IOException {
        Path folder = shared().find().getParent();
        Path old = Files.createFile(folder.resolve("unfinished-1"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
        giveAway(folder);

        assertRefused("it belongs to nobody");

        assertThat(old).exists();
    }

    private static void giveAway(Path path) {
        try {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (IOException e) {
            assumeTrue(false, "only root can give a folder to somebody else: " + e);
        }
    }

    @Test
    void nothingIsSharedWhereOthersCanExchangeTheFolder() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertRefused("others can exchange what is in it");
        assertThat(Stores.filesIn(temporary)).isEmpty();

        Files.setAttribute(temporary, "unix:mode", 01777);
        assertThat(shared().find()).exists();
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> shared().find())
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatWasNotFinishedLongAgoIsRemoved() throws IOException {
        Path copy = shared().find();
        Path old = Files.createFile(copy.resolveSibling("unfinished-1"));
        Path young = Files.createFile(copy.resolveSibling("unfinished-2"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));

        shared().find();

        assertThat(Stores.filesIn(copy.getParent()))
                .containsExactlyInAnyOrder(
                        copy.getFileName().toString(), young.getFileName().toString());
    }

    @Test
    void thoseWhoStartAtTheSameTimeGetTheSameCopy() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Path>> starts = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                starts.add(() -> shared().find());
            }
            Set<Path> copies = new TreeSet<>();
            for (var start : pool.invokeAll(starts)) {
                copies.add(start.get());
            }

            assertThat(copies).hasSize(1);
            assertThat(Stores.filesIn(shared().folder())).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }
}
