package dev.pawl.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Reads what {@link DeltaWriter} wrote into a {@link RunMemory}. Confined to one thread. */
final class DeltaReader {
    private final ByteBuffer bytes;

    private DeltaReader(byte[] delta) {
        bytes = ByteBuffer.wrap(delta);
    }

    static void into(RunMemory memory, byte[] delta, String where) {
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
        while (bytes.hasRemaining()) {
            byte tag = bytes.get();
            String name = string();
            switch (tag) {
                case DeltaWriter.VALUE -> memory.put(name, stored(), false);
                case DeltaWriter.SECRET -> memory.put(name, stored(), true);
                case DeltaWriter.RESULT -> memory.result(name, stored());
                case DeltaWriter.OUTCOME -> memory.finish(name);
                default -> throw new IllegalArgumentException("unknown entry " + tag);
            }
        }
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
