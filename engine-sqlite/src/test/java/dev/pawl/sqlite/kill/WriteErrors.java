package dev.pawl.sqlite.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What strace has seen: how many errors there were, and whether a write-ahead log that could not be forced was written to again before it
 * was closed. What the system has kept of it after such an error, nobody knows. Confined to one test.
 */
final class WriteErrors {
    private static final Pattern BEGUN = Pattern.compile("(\\d+) +(\\w+)\\((\\d+)<([^>]*)>.*");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>.*");

    private final List<String> wrong = new ArrayList<>();
    private int errors;
    private int forces;

    /** Takes in the trace of one child. */
    void read(Path trace) throws IOException {
        Map<String, String> unfinished = new HashMap<>();
        Map<String, String> broken = new HashMap<>();
        for (String line : Files.readAllLines(trace)) {
            Matcher begun = BEGUN.matcher(line);
            Matcher resumed = RESUMED.matcher(line);
            boolean isError = line.endsWith("(INJECTED)");
            errors += isError ? 1 : 0;
            if (begun.matches()) {
                String file = begun.group(3);
                unfinished.put(begun.group(1), file);
                if (begun.group(2).equals("close")) {
                    broken.remove(file);
                } else if (begun.group(2).equals("pwrite64") && broken.containsKey(file)) {
                    wrong.add(line + " after " + broken.get(file));
                }
                if (isError && begun.group(2).equals("fsync") && begun.group(4).endsWith("-wal")) {
                    broken.put(file, line);
                    forces++;
                }
            } else if (resumed.matches() && isError && resumed.group(2).equals("fsync")) {
                broken.put(unfinished.get(resumed.group(1)), line);
            }
        }
    }

    int errors() {
        return errors;
    }

    List<String> wrong() {
        return wrong;
    }

    @Override
    public String toString() {
        return errors + " errors, " + forces + " of them while forcing the log";
    }
}
