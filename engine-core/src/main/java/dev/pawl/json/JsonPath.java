package dev.pawl.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How a place in a document is written: {@code $.steps[2].with['two words']}. Stateless. */
public final class JsonPath {
    /** A path that is longer is not looked for; nobody reads it. */
    static final int LONGEST = 1_000;

    private static final int SHOWN = 80;

    private JsonPath() {}

    /** The path of the value of that name in the object at that path; a long name is cut. */
    public static String field(String path, String name) {
        boolean plain = !name.isEmpty() && name.length() <= SHOWN && isPlain(name);
        return plain ? path + "." + name : path + "['" + shown(name) + "']";
    }

    /** The path, and those of what is around it, from the inside out; without those that are too long to be looked for. */
    public static List<String> around(String path) {
        List<String> all = new ArrayList<>();
        boolean isQuoted = false;
        for (int i = 1; i < Math.min(path.length(), LONGEST + 1); i++) {
            char c = path.charAt(i);
            if (isQuoted && c == '\\') {
                i++;
            } else if (c == '\'') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && (c == '.' || c == '[')) {
                all.add(path.substring(0, i));
            }
        }
        if (path.length() <= LONGEST) {
            all.add(path);
        }
        Collections.reverse(all);
        return all;
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c == '_' || c == '-' || c == '$' || c < 0x80 && Character.isLetterOrDigit(c));
    }

    private static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, name.length()); i++) {
            char c = name.charAt(i);
            if (c == '\'' || c == '\\') {
                shown.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(name.length() > SHOWN ? "…" : "").toString();
    }
}
