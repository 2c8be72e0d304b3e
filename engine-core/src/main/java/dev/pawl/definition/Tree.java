package dev.pawl.definition;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small questions about trees of maps, lists, texts, numbers and booleans. Stateless. */
final class Tree {
    private static final int SHOWN = 40;

    private Tree() {}

    /** A map in this order: names and values in turn. */
    static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    /** The same for texts only. */
    static Map<String, String> words(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** The map that a value is; all maps of a document have texts for names. */
    @SuppressWarnings("unchecked")
    static Optional<Map<String, Object>> object(Object value) {
        return value instanceof Map ? Optional.of((Map<String, Object>) value) : Optional.empty();
    }

    /** The whole number that a value is; 3.0 is one. */
    static Optional<Long> whole(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return Optional.of(((Number) value).longValue());
        }
        if (value instanceof BigInteger big) {
            return big.bitLength() < 64 ? Optional.of(big.longValue()) : Optional.empty();
        }
        if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15) {
            return Optional.of(d.longValue());
        }
        return Optional.empty();
    }

    /** What was found, for a message. */
    static String show(Object value) {
        if (value == null) {
            return "null: leave it out";
        }
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "an empty list" : "a list";
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? "an empty object" : "an object";
        }
        String plain = value.toString();
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
    }

    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(text.length() > SHOWN ? "…'" : "'").toString();
    }

    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
