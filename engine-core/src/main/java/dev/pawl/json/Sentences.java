package dev.pawl.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words what a text has that is no JSON: the parser's own words advise to switch on what is not wanted. Stateless. */
final class Sentences {
    private static final Pattern CHARACTER =
            Pattern.compile("Unexpected character \\('(.)' \\(code .*", Pattern.DOTALL);

    private static final String IN_TEXT = "closing quote for";

    private static final List<Entry<String, String>> KNOWN = List.of(
            said("(non-standard) comment", "a comment is no JSON: take it out"),
            said(IN_TEXT, "a text is not closed: put a double quote at its end"),
            said("Non-standard token", "NaN and Infinity are no JSON numbers: write a number"),
            said("hex-digit", "\\u is followed by four hexadecimal digits"),
            said(
                    "Unrecognized character escape",
                    "a backslash in a text stands before one of \" \\ / b f n r t u only"),
            said("Illegal unquoted character", "a text holds a control character: write it as \\n, \\t or \\u00XX"),
            said("Invalid numeric value", "a number begins with a digit or with - and a digit, and with no 0 too many"),
            said("Decimal point not followed", "a digit has to follow the point of a number"),
            said("Unexpected end-of-input", "the text ends in the middle of a value"),
            said("Unexpected close marker", "a bracket closes what is not open"),
            said("Illegal character", "there is a character that stands in no JSON outside of texts"));

    private Sentences() {}

    private static Entry<String, String> said(String part, String sentence) {
        return Map.entry(part, sentence);
    }

    /** Whether the end came inside of a text. */
    static boolean isInText(JsonProcessingException e) {
        return e.getOriginalMessage().contains(IN_TEXT);
    }

    static String of(JsonProcessingException e) {
        String original = e.getOriginalMessage();
        if (e instanceof StreamConstraintsException) {
            return "a number is longer than " + JsonDocuments.NUMBER_LENGTH + " characters";
        }
        for (Entry<String, String> each : KNOWN) {
            if (original.contains(each.getKey())) {
                return each.getValue();
            }
        }
        Matcher character = CHARACTER.matcher(original);
        if (character.matches()) {
            return ofCharacter(character.group(1).charAt(0), original);
        }
        if (original.startsWith("Unrecognized token")) {
            return "a value is an object, a list, a text in double quotes, a number, true, false or null";
        }
        return original.lines().findFirst().orElse("it is no JSON");
    }

    private static String ofCharacter(char found, String original) {
        if (found == '\'') {
            return "a text stands in double quotes, not in single ones";
        }
        if (found == '#') {
            return "a comment is no JSON: take it out";
        }
        if (original.contains("field name") && !original.contains("colon")) {
            return found == '}'
                    ? "'}' comes after a comma: take the comma out"
                    : "there is '" + found + "' where a name in double quotes is expected";
        }
        if (original.contains("colon")) {
            return "there is '" + found + "' where a colon is expected";
        }
        if (original.contains("comma")) {
            return "there is '" + found + "' where a comma or the end is expected";
        }
        return found == ']' || found == '}' || found == ','
                ? "a value is missing before '" + found + "', or there is a comma too many"
                : "there is '" + found + "' where a value is expected";
    }
}
