package dev.pawl.examples;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures the main method of a program. */
final class MainMethod {
    private static final Pattern HEAD = Pattern.compile("\\bvoid main\\s*\\([^)]*\\)[^{;]*\\{");

    private MainMethod() {}

    /** Returns whether the text has a main method. */
    static boolean isIn(String text) {
        return HEAD.matcher(text).find();
    }

    /** Returns the number of lines between the braces of the main method that are not blank. */
    static long lines(String text) {
        String code = text.replaceAll("\"(?:[^\"\\\\\\n]|\\\\.)*\"|'\\\\?.'", "_");
        Matcher head = HEAD.matcher(code);
        if (!head.find()) {
            throw new IllegalArgumentException("no main method in: " + text);
        }
        int end = head.end();
        for (int depth = 1; end < code.length() && depth > 0; end++) {
            depth += code.charAt(end) == '{' ? 1 : code.charAt(end) == '}' ? -1 : 0;
        }
        return code.substring(head.end(), end - 1)
                .lines()
                .filter(line -> !line.isBlank())
                .count();
    }
}
