package dev.pawl.pipeline;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies trees of maps, lists, texts, numbers and booleans into what cannot change any more, in the same order.
 * Numbers become what JSON gives back: Integer, Long, BigInteger or Double. Confined to one copy.
 */
final class Trees {
    private final String what;
    private int values;
    private long characters;

    private Trees(String what) {
        this.what = what;
    }

    static Map<String, Object> copyOf(Map<String, Object> tree) {
        Trees trees = new Trees("settings");
        return trees.map("", tree, 1);
    }

    /** A copy of one value, which messages call by this name. */
    static Object valueOf(String what, Object value) {
        return new Trees(what).value("", value, 1);
    }

    private Object value(String path, Object value, int depth) {
        if (depth > Limits.TREE_DEPTH) {
            throw refused(path, "lies deeper than " + Limits.TREE_DEPTH + " levels");
        }
        if (++values > Limits.TREE_VALUES) {
            throw refused(path, "is one too many: at most " + Limits.TREE_VALUES + " values");
        }
        if (value == null) {
            throw refused(path, "is null: leave it out");
        }
        if (value instanceof Map<?, ?> map) {
            return map(path, map, depth);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(value(path + "[" + copy.size() + "]", element, depth + 1));
            }
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof String text) {
            return text(path, text);
        }
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number(path, number);
        }
        throw refused(
                path,
                "is of the type " + value.getClass().getTypeName()
                        + ": use maps, lists, texts, numbers and booleans only");
    }

    private Map<String, Object> map(String path, Map<?, ?> map, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw refused(path, "has the key " + entry.getKey() + ", which is not a text");
            }
            String inside = path.isEmpty() ? key : path + "." + key;
            copy.put(text(inside, key), value(inside, entry.getValue(), depth + 1));
        }
        return Collections.unmodifiableMap(copy);
    }

    private String text(String path, String text) {
        characters += text.length();
        if (characters > Limits.TREE_CHARACTERS) {
            throw refused(
                    path, "makes more than " + Limits.TREE_CHARACTERS + " characters: keep large texts elsewhere");
        }
        if (!Names.isWellFormed(text)) {
            throw refused(path, "has half a surrogate pair, which cannot be stored");
        }
        return text;
    }

    private Number number(String path, Number number) {
        if (number instanceof Integer || number instanceof Long) {
            return number;
        }
        if (number instanceof Short || number instanceof Byte) {
            return number.intValue();
        }
        if (number instanceof Double d) {
            return finite(path, d);
        }
        if (number instanceof Float f) {
            return finite(path, Double.parseDouble(Float.toString(f)));
        }
        if (number instanceof BigInteger b) {
            return whole(path, b);
        }
        if (number instanceof BigDecimal b) {
            return decimal(path, b);
        }
        throw refused(path, "is a number of the type " + number.getClass().getTypeName() + ": use a plain one");
    }

    private double finite(String path, double number) {
        if (!Double.isFinite(number)) {
            throw refused(path, "is " + number + ", which JSON cannot say");
        }
        return number;
    }

    private BigInteger whole(String path, BigInteger number) {
        if (number.bitLength() > Limits.NUMBER_DIGITS * 10 / 3) {
            throw refused(path, "has more than " + Limits.NUMBER_DIGITS + " digits");
        }
        return number;
    }

    private Number decimal(String path, BigDecimal number) {
        if (Math.abs((long) number.precision() - number.scale()) > Limits.NUMBER_DIGITS
                || number.precision() > Limits.NUMBER_DIGITS) {
            throw refused(path, "has more than " + Limits.NUMBER_DIGITS + " digits");
        }
        if (number.stripTrailingZeros().scale() <= 0) {
            return whole(path, number.toBigInteger());
        }
        double nearest = number.doubleValue();
        if (BigDecimal.valueOf(nearest).compareTo(number) != 0) {
            throw refused(path, "is " + number + ", with more digits than a double holds: write it as a text");
        }
        return nearest;
    }

    private IllegalArgumentException refused(String path, String why) {
        String place = path.isEmpty() ? "the " + what : "the value at " + Names.show(path) + " of the " + what;
        return new IllegalArgumentException(place + " " + why);
    }
}
