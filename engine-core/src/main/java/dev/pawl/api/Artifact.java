package dev.pawl.api;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Something that a step has made and that people may want to have, such as a screenshot: what is known of it, not the bytes. Immutable.
 *
 * @param name what people call it, such as {@code page.png}
 * @param mediaType such as {@code image/png}
 * @param bytes how large it is; -1 when it is not known
 * @param location where it is, in words that the host understands: a path, an address, a key
 */
public record Artifact(String name, String mediaType, long bytes, String location) {
    private static final int LENGTH = 256;
    private static final int LOCATION_LENGTH = 4_096;

    public Artifact {
        check("name", name, LENGTH);
        check("media type", mediaType, LENGTH);
        check("location", location, LOCATION_LENGTH);
        if (bytes < -1) {
            throw new IllegalArgumentException("size of artifact '" + name + "' < -1: " + bytes);
        }
    }

    /** A file as it is now; its name is the artifact's. */
    public static Artifact of(Path file, String mediaType) throws IOException {
        return new Artifact(file.getFileName().toString(), mediaType, Files.size(file), file.toString());
    }

    private static void check(String what, String text, int most) {
        if (requireNonNull(text, what).isBlank() || text.length() > most) {
            throw new IllegalArgumentException(
                    what + " of an artifact has " + text.length() + " characters, not 1 to " + most);
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException(
                    what + " of an artifact holds half a surrogate pair, which no file can hold");
        }
    }
}
