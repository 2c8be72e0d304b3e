package dev.pawl.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which process a program is, in words that are still true when the program's starter is gone: a number alone may be given to another
 * process. Immutable.
 *
 * @param start when it began, in the unit of its {@link ProcessTable}
 * @param hasSession whether it has a session of its own
 * @param era the {@link ProcessTable#era()} in which the number counts
 * @param marker the value of {@value #VARIABLE}, which the program and all that it starts have
 */
record Identity(long pid, long start, boolean hasSession, String era, String marker) {
    /** The name of a variable of the program's. */
    static final String VARIABLE = "PAWL_PROCESS";

    private static final Pattern NOTE =
            Pattern.compile("process (\\d+) started (\\d+) session (true|false) marker (\\S+) era (.*)");

    String variable() {
        return VARIABLE + "=" + marker;
    }

    String toNote() {
        return "process " + pid + " started " + start + " session " + hasSession + " marker " + marker + " era " + era;
    }

    /** Empty when the note is about something else. */
    static Optional<Identity> ofNote(String note) {
        Matcher words = NOTE.matcher(note);
        return words.matches()
                ? Optional.of(new Identity(
                        Long.parseLong(words.group(1)),
                        Long.parseLong(words.group(2)),
                        Boolean.parseBoolean(words.group(3)),
                        words.group(5),
                        words.group(4)))
                : Optional.empty();
    }
}
