package dev.pawl.history;

import dev.pawl.store.StateCodec;
import java.util.List;

/**
 * Writes the public part of a row: the text that the codec would give, without a map in between, as most rows hold a number and
 * a word. What is empty, 0 or false is left out. Only {@link EventReader} reads it. Confined to one thread.
 */
final class EventWriter {
    private static final String NOTHING = "{}";

    private final StateCodec codec;
    private StringBuilder json;

    EventWriter(StateCodec codec) {
        this.codec = codec;
    }

    void number(String name, long value) {
        if (value != 0) {
            field(name).append(value);
        }
    }

    void flag(String name, boolean value) {
        if (value) {
            field(name).append(true);
        }
    }

    /** Never left out: no word means nothing. */
    void word(String name, Enum<?> value) {
        field(name).append('"').append(value.name()).append('"');
    }

    void text(String name, String value) {
        if (!value.isEmpty()) {
            field(name).append(codec.encode(value, String.class));
        }
    }

    void texts(String name, List<String> values) {
        if (!values.isEmpty()) {
            field(name).append(codec.encode(values, Object.class));
        }
    }

    String toText() {
        return json == null ? NOTHING : json.append('}').toString();
    }

    private StringBuilder field(String name) {
        if (json == null) {
            json = new StringBuilder(64).append('{');
        } else {
            json.append(',');
        }
        return json.append('"').append(name).append("\":");
    }
}
