package dev.pawl.history;

import dev.pawl.event.RunInfo;
import dev.pawl.store.LogRow;
import dev.pawl.store.StateCodec;
import dev.pawl.walk.Capped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads a row's columns and what {@link EventWriter} wrote. A field that is not there is empty, 0 or false. Where something else
 * stands than was written, an {@link IllegalArgumentException} names the field. Confined to one thread.
 */
final class EventReader {
    final RunInfo of;
    final long seq;
    final long position;
    final long millis;
    final String path;
    final int attempt;
    private final Map<?, ?> fields;

    EventReader(LogRow row, RunInfo of, StateCodec codec) {
        this.of = of;
        seq = row.seq();
        position = row.position();
        millis = row.millis();
        path = row.path();
        attempt = row.attempt();
        if (!(codec.decode(row.event(), Map.class) instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        fields = map;
    }

    long number(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return 0;
        }
        if (value instanceof Number n && n.doubleValue() == n.longValue()) {
            return n.longValue();
        }
        throw wrong(name, "no whole number");
    }

    int count(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw wrong(name, "too large");
        }
        return (int) number;
    }

    boolean flag(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof Boolean) {
            return value != null && (Boolean) value;
        }
        throw wrong(name, "neither true nor false");
    }

    <W extends Enum<W>> W word(String name, Class<W> words) {
        Object value = fields.get(name);
        for (W word : words.getEnumConstants()) {
            if (word.name().equals(value)) {
                return word;
            }
        }
        throw wrong(name, "none of " + Arrays.toString(words.getEnumConstants()));
    }

    String text(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return value == null ? "" : (String) value;
        }
        throw wrong(name, "no text");
    }

    List<String> texts(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(name, "no list");
        }
        List<String> texts = new ArrayList<>(list.size());
        for (Object each : list) {
            if (!(each instanceof String text)) {
                throw wrong(name, "no list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    private IllegalArgumentException wrong(String name, String what) {
        Object value = fields.get(name);
        String is = value == null ? "is missing" : "is " + what + ": " + Capped.text(value.toString());
        return new IllegalArgumentException("its field '" + name + "' " + is);
    }
}
