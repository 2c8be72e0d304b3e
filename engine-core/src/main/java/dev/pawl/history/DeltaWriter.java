package dev.pawl.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the private part of a log row. Format 1: the byte 1, then entries, each a tag, its names and a stored value. Only {@link
 * DeltaReader} reads it. Confined to one thread.
 */
public final class DeltaWriter {
    static final byte FORMAT = 1;
    static final byte VALUE = 'v',
            SECRET = 'x',
            RESULT = 'r',
            SCOPE = 'c',
            UNDO = 'u',
            COLLECTED = 'k',
            FACT = 'a',
            GIVEN = 'g';
    static final byte STRING = 's', INT = 'i', LONG = 'l', TRUE = 't', FALSE = 'f', JSON = 'j';

    private byte[] bytes;
    private int size;

    public DeltaWriter(int expected) {
        bytes = new byte[Math.max(32, expected)];
        bytes[size++] = FORMAT;
    }

    public void value(String name, Object stored, boolean secret) {
        tag(secret ? SECRET : VALUE);
        string(name);
        stored(stored);
    }

    /** What an item saw of its list when a step in it was finished that may have to be undone. */
    public void given(String name, Object stored) {
        tag(GIVEN);
        string(name);
        stored(stored);
    }

    /** The data of a step. */
    public void result(String path, Object stored) {
        tag(RESULT);
        string(path);
        stored(stored);
    }

    /** What follows belongs to the scope at this path; before the first one it belongs to the run itself. */
    public void scope(String path) {
        tag(SCOPE);
        string(path);
    }

    /** This step is to be undone when the run fails later. */
    public void undo(String path) {
        tag(UNDO);
        string(path);
    }

    /** What an item gives to its for-each. */
    public void collected(String item, Object stored) {
        tag(COLLECTED);
        string(item);
        stored(stored);
    }

    /** Something that a snapshot has to say beside values; elsewhere the events themselves say it. */
    void fact(String about, String... fields) {
        tag(FACT);
        string(about);
        number(fields.length, 4);
        for (String field : fields) {
            string(field);
        }
    }

    boolean isEmpty() {
        return size == 1;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void stored(Object stored) {
        if (stored instanceof String s) {
            tag(STRING);
            string(s);
        } else if (stored instanceof Text t) {
            tag(JSON);
            string(t.json());
        } else if (stored instanceof Integer i) {
            tag(INT);
            number(i, 4);
        } else if (stored instanceof Long l) {
            tag(LONG);
            number(l, 8);
        } else {
            tag((Boolean) stored ? TRUE : FALSE);
        }
    }

    private void tag(byte tag) {
        room(1);
        bytes[size++] = tag;
    }

    private void number(long value, int width) {
        room(width);
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length, 4);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
