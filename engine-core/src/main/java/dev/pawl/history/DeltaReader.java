package dev.pawl.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link DeltaWriter} wrote into a {@link RunMemory}. Confined to one thread. */
public final class DeltaReader {
    private final ByteBuffer bytes;

    private DeltaReader(byte[] delta) {
        bytes = ByteBuffer.wrap(delta);
    }

    public static void into(RunMemory memory, byte[] delta, String where) {
        if (delta.length == 0) {
            return;
        }
        try {
            new DeltaReader(delta).read(memory);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new StoreException(
                    Reason.CORRUPT,
                    "the private part of " + where + " cannot be read: " + e.getMessage()
                            + "; restore the run from a backup or a dump",
                    e);
        }
    }

    private void read(RunMemory memory) {
        byte format = bytes.get();
        if (format != DeltaWriter.FORMAT) {
            throw new IllegalArgumentException("format " + format + " instead of " + DeltaWriter.FORMAT);
        }
        Scope scope = memory.scope;
        while (bytes.hasRemaining()) {
            byte tag = bytes.get();
            String name = string();
            switch (tag) {
                case DeltaWriter.SCOPE -> scope = memory.scope(name);
                case DeltaWriter.VALUE -> scope.put(name, stored(), false);
                case DeltaWriter.SECRET -> scope.put(name, stored(), true);
                case DeltaWriter.GIVEN -> scope.keep(name, stored());
                case DeltaWriter.RESULT -> scope.result(name, stored());
                case DeltaWriter.UNDO -> memory.undo.add(name);
                case DeltaWriter.COLLECTED -> memory.node(name).collected = stored();
                case DeltaWriter.FACT -> Snapshots.take(memory, name, fields());
                default -> throw new IllegalArgumentException("unknown entry " + tag);
            }
        }
    }

    private List<String> fields() {
        int count = bytes.getInt();
        if (count < 0 || count > bytes.remaining()) {
            throw new IllegalArgumentException(count + " fields where " + bytes.remaining() + " bytes are left");
        }
        List<String> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            fields.add(string());
        }
        return fields;
    }

    private Object stored() {
        byte tag = bytes.get();
        return switch (tag) {
            case DeltaWriter.STRING -> string();
            case DeltaWriter.JSON -> new Text(string());
            case DeltaWriter.INT -> bytes.getInt();
            case DeltaWriter.LONG -> bytes.getLong();
            case DeltaWriter.TRUE -> true;
            case DeltaWriter.FALSE -> false;
            default -> throw new IllegalArgumentException("unknown kind of value " + tag);
        };
    }

    private String string() {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException(
                    "a text of " + length + " bytes where " + bytes.remaining() + " are left");
        }
        String text = new String(bytes.array(), bytes.position(), length, UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }
}
