package dev.pawl.report;

import java.util.List;

/** Texts as they may stand between quotes in Mermaid. Stateless. */
final class Label {
    private static final int LONGEST = 120;
    private static final String HARMLESS = " .,-_/=+'?!";

    private Label() {}

    /**
     * One line above the other, in quotes. What is no letter or digit is written as its number, as Mermaid takes quotes, brackets, colons,
     * semicolons, per cent signs, backticks and numbers in a text for its own.
     */
    static String of(List<String> lines) {
        StringBuilder label = new StringBuilder("\"");
        String between = "";
        for (String line : lines) {
            if (!line.isBlank()) {
                label.append(between);
                escape(line, label);
                between = "<br/>";
            }
        }
        return label.append('"').toString();
    }

    static String of(String... lines) {
        return of(List.of(lines));
    }

    private static void escape(String line, StringBuilder label) {
        int[] characters = line.codePoints().limit(LONGEST).toArray();
        for (int c : characters) {
            if (Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0) {
                label.appendCodePoint(c);
            } else if (isShown(c)) {
                label.append('#').append(c).append(';');
            } else {
                label.append(' ');
            }
        }
        if (line.codePointCount(0, line.length()) > LONGEST) {
            label.append('…');
        }
    }

    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
