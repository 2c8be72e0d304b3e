package dev.pawl.house;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Rules that a Java file can break by itself. Immutable. */
public final class FileRules {
    private static final int LONGEST_FILE = 350;
    private static final Set<String> EMPTY_NAMES = Set.of("util", "common", "impl", "internal", "exceptions", "model");

    private FileRules() {}

    /** Complains about files with too many lines. */
    public static List<String> tooLong(List<SourceFile> files) {
        return files.stream()
                .filter(file -> file.text().lines().count() > LONGEST_FILE)
                .map(file -> file.path() + ": " + file.text().lines().count() + " lines, at most " + LONGEST_FILE)
                .toList();
    }

    /** Complains about packages whose name says nothing about their purpose. */
    public static List<String> emptyPackageNames(List<SourceFile> files) {
        return files.stream()
                .filter(file -> Arrays.stream(file.packageName().split("\\.")).anyMatch(EMPTY_NAMES::contains))
                .map(file -> file.path() + ": the package name " + file.packageName() + " says nothing")
                .toList();
    }

    /** Complains about files that hold a phrase; the reason says what to do instead. */
    public static List<String> holding(String phrase, String reason, List<SourceFile> files) {
        return files.stream()
                .filter(file -> file.text().contains(phrase))
                .map(file -> file.path() + ": " + phrase + " - " + reason)
                .toList();
    }
}
