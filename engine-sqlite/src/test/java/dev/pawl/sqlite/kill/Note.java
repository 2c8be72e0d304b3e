package dev.pawl.sqlite.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One line of a child's logs. Immutable.
 *
 * @param stamp its place among all lines of the child
 * @param kind the first word
 * @param fields what follows
 */
record Note(long stamp, String kind, List<String> fields) {
    /** A body began or ended: key, run, step, attempt, trail. */
    static final String BEGIN = "begin";

    static final String END = "end";

    /** A submit is about to be made: key. */
    static final String SUBMIT = "submit";

    /** A submit has returned: key, run. */
    static final String ACCEPTED = "accepted";

    /** An await has returned: key, status. */
    static final String ENDED = "ended";

    /** A recorded event was told: as an {@link EventLine}. */
    static final String TOLD = "told";

    static Note of(long stamp, String kind, Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(field.toString().replaceAll("[\\t\\n\\r]", " "));
        }
        return new Note(stamp, kind, List.copyOf(texts));
    }

    String field(int number) {
        return fields.get(number);
    }

    String toLine() {
        return stamp + "\t" + kind + "\t" + String.join("\t", fields) + "\n";
    }

    /** The whole lines of these files in the order of their stamps; a last line that was cut off has not been written. */
    static List<Note> readAll(Path... files) throws IOException {
        List<Note> notes = new ArrayList<>();
        for (Path file : files) {
            String text = Files.exists(file) ? Files.readString(file) : "";
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                String[] words = line.split("\t", -1);
                notes.add(new Note(
                        Long.parseLong(words[0]), words[1], List.of(words).subList(2, words.length)));
            }
        }
        notes.sort(Comparator.comparingLong(Note::stamp));
        return notes;
    }
}
