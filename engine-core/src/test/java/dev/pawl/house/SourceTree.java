package dev.pawl.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The Java files of all modules of the project. Immutable. */
public final class SourceTree {
    private final List<SourceFile> files;

    private SourceTree(List<SourceFile> files) {
        this.files = files;
    }

    /** Reads the project that the current folder belongs to. */
    public static SourceTree read() {
        Path root = root();
        try (Stream<Path> modules = Files.list(root)) {
            List<SourceFile> files = modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(source -> javaFiles(root, source))
                    .toList();
            return new SourceTree(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the root of the project. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            if (Files.isDirectory(folder.resolve("engine-core")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException("the tests must run somewhere inside the project's folder");
    }

    /** Returns every file. */
    public List<SourceFile> all() {
        return files;
    }

    /** Returns the files of engine-core that go into its jar. */
    public List<SourceFile> mainOfCore() {
        return those(file -> file.path().startsWith("engine-core/src/main/") && !file.isModuleInfo());
    }

    /** Returns the files that go into a jar. */
    public List<SourceFile> main() {
        return those(file -> file.path().contains("/src/main/"));
    }

    /** Returns the files of the tests. */
    public List<SourceFile> tests() {
        return those(file -> file.path().contains("/src/test/"));
    }

    private List<SourceFile> those(Predicate<SourceFile> wanted) {
        return files.stream().filter(wanted).toList();
    }

    private static Stream<SourceFile> javaFiles(Path root, Path source) {
        try (Stream<Path> found = Files.walk(source)) {
            return found
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(file -> new SourceFile(root.relativize(file).toString().replace('\\', '/'), text(file)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
