package dev.pawl.json;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes trees as people would: two spaces for each level, and on one line what has nothing inside it that has parts and fits. Confined to one
 * document.
 */
final class TreeWriter {
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();
    private int values;

    String document(Map<String, Object> tree) {
        write(tree, 0);
        return text.append('\n').toString();
    }

    private void write(Object value, int depth) {
        if (++values > JsonDocuments.MAX_VALUES) {
            throw new IllegalArgumentException("it has more than " + JsonDocuments.MAX_VALUES + " values: split it");
        }
        if (depth > JsonDocuments.MAX_DEPTH) {
            throw new IllegalArgumentException("it is nested deeper than " + JsonDocuments.MAX_DEPTH + " levels");
        }
        if (text.length() > JsonDocuments.MAX_BYTES) {
            throw new IllegalArgumentException(JsonDocuments.TOO_LARGE);
        }
        if (value instanceof Map<?, ?> map) {
            writeMap(map, depth);
        } else if (value instanceof List<?> list) {
            writeList(list, depth);
        } else if (value instanceof String string) {
            quote(string);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            throw new IllegalArgumentException("there is no JSON for " + value);
        }
    }

    private void writeMap(Map<?, ?> map, int depth) {
        writeParts("{}", map.entrySet(), isFlat(map.values()), depth, entry -> {
            quote((String) entry.getKey());
            text.append(": ");
            write(entry.getValue(), depth + 1);
        });
    }

    private void writeList(List<?> list, int depth) {
        writeParts("[]", list, isFlat(list), depth, element -> write(element, depth + 1));
    }

    private <T> void writeParts(
            String brackets, Collection<? extends T> parts, boolean flat, int depth, Consumer<T> write) {
        int start = text.length();
        int valuesBefore = values;
        if (flat) {
            text.append(brackets.charAt(0));
            String before = "";
            for (T part : parts) {
                text.append(before);
                write.accept(part);
                before = ", ";
            }
            text.append(brackets.charAt(1));
            if (column(start) <= WIDTH) {
                return;
            }
            text.setLength(start);
            values = valuesBefore;
        }
        String line = "\n" + "  ".repeat(depth + 1);
        String before = line;
        text.append(brackets.charAt(0));
        for (T part : parts) {
            text.append(before);
            write.accept(part);
            before = "," + line;
        }
        text.append(line, 0, line.length() - 2).append(brackets.charAt(1));
    }

    private static boolean isFlat(Iterable<?> parts) {
        int count = 0;
        for (Object part : parts) {
            boolean empty =
                    part instanceof Map<?, ?> map && map.isEmpty() || part instanceof List<?> list && list.isEmpty();
            if (++count > WIDTH || !empty && (part instanceof Map || part instanceof List)) {
                return false;
            }
        }
        return true;
    }

    /** How far right the text ends, when what began there is on one line. */
    private int column(int start) {
        return text.length() - 1 - text.lastIndexOf("\n", start);
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f || Character.isSurrogate(c) && !isPaired(string, i)) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean isPaired(String string, int at) {
        char c = string.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 < string.length() && Character.isLowSurrogate(string.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(string.charAt(at - 1));
    }
}
