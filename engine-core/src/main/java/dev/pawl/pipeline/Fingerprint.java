package dev.pawl.pipeline;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SHA-256 over a shape, written as one canonical text, so that a shape has the same fingerprint before and after it
 * was stored as JSON, by any JDK:
 *
 * <ul>
 *   <li>maps in the order of their keys, no white space;
 *   <li>texts in quotes, in ASCII: quote, backslash and everything outside {@code ' '..'~'} as
 *       <code>&#92;uXXXX</code>;
 *   <li>numbers by value, so 5, 5L and 5.0 are one: whole numbers in decimal digits, others as the exact hexadecimal
 *       form of the double;
 *   <li>{@code true} and {@code false}.
 * </ul>
 *
 * <p>Confined to one computation.
 */
public final class Fingerprint {
    private static final int CHUNK = 8_192;
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest digest = sha256();
    private final StringBuilder text = new StringBuilder();

    private Fingerprint() {}

    /** The fingerprint of a shape, 64 hexadecimal digits. */
    public static String of(Map<String, Object> shape) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.write(shape);
        fingerprint.flush();
        return HEX.formatHex(fingerprint.digest.digest());
    }

    private void write(Object value) {
        if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof List<?> list) {
            char before = '[';
            for (Object element : list) {
                text.append(before);
                write(element);
                before = ',';
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String string) {
            writeText(string);
        } else if (value instanceof Number number) {
            text.append(number(number));
        } else if (value instanceof Boolean) {
            text.append(value);
        } else {
            throw new IllegalArgumentException(
                    "no fingerprint of " + value + ": a shape has maps, lists, texts, numbers" + " and booleans only");
        }
        if (text.length() > CHUNK) {
            flush();
        }
    }

    private void writeMap(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        char before = '{';
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            text.append(before);
            writeText(entry.getKey());
            text.append(':');
            write(entry.getValue());
            before = ',';
        }
        text.append(sorted.isEmpty() ? "{}" : "}");
    }

    private void writeText(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
                text.append(c);
            } else {
                text.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        text.append('"');
    }

    private static String number(Number number) {
        if (!(number instanceof Double || number instanceof Float || number instanceof BigDecimal)) {
            return number.toString();
        }
        double value = number instanceof Float f ? Double.parseDouble(f.toString()) : number.doubleValue();
        boolean whole = value == Math.rint(value) && !Double.isInfinite(value);
        return whole ? new BigDecimal(value).toBigInteger().toString() : Double.toHexString(value);
    }

    private void flush() {
        digest.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        text.setLength(0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
