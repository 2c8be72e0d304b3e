package dev.pawl.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The name of a backup: its store and its hour in UTC, in ASCII, so that the names of one store sort as its backups were made. Immutable.
 *
 * @param store the name of the store's file without its ending
 * @param made to the millisecond
 */
record BackupName(String store, Instant made) {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)_(\\d{8}T\\d{9}Z)\\.db");
    private static final String ENDING = ".db";
    private static final int LONGEST = 80;

    /** What backups of the store in that file are called; a name that does not fit gets a number that tells it from the like. */
    static String ofStore(Path file) {
        String name = file.getFileName().toString();
        String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return inAscii(stem, name);
    }

    /** As {@link #ofStore}, with the ending: in one folder no other store is called so. */
    static String ofFile(Path file) {
        String name = file.getFileName().toString();
        return inAscii(name, name);
    }

    private static String inAscii(String stem, String name) {
        String safe = stem.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]", "x");
        safe = safe.substring(0, Math.min(safe.length(), LONGEST));
        if (!stem.isEmpty() && safe.equals(stem)) {
            return safe;
        }
        CRC32C crc = new CRC32C();
        crc.update(name.getBytes(UTF_8));
        return (safe.isEmpty() ? "store" : safe) + "-" + Long.toHexString(crc.getValue());
    }

    /** Reads a name; empty when it is not that of a backup. */
    static Optional<BackupName> parse(String fileName) {
        Matcher match = NAME.matcher(fileName);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            Instant made = LocalDateTime.parse(match.group(2), HOUR).toInstant(ZoneOffset.UTC);
            return Optional.of(new BackupName(match.group(1), made));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return store + "_" + HOUR.format(made) + ENDING;
    }
}
