package dev.pawl.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The CRC32C over the columns of a row, each text and each run of bytes with its length before it, so that nothing can move from one
 * column to the next unseen. In each table it is over all columns before it in their order, so that all can be verified alike. Confined to one session.
 */
final class Checksum {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int ROOM = 1_024;

    private final CRC32C crc = new CRC32C();
    private final byte[] waiting = new byte[ROOM];
    private int length;

    Checksum start() {
        crc.reset();
        length = 0;
        return this;
    }

    Checksum add(long number) {
        if (length + Long.BYTES > ROOM) {
            flush();
        }
        LONG.set(waiting, length, number);
        length += Long.BYTES;
        return this;
    }

    Checksum add(String text) {
        return add(text.getBytes(UTF_8));
    }

    Checksum add(byte[] bytes) {
        add(bytes.length);
        if (length + bytes.length > ROOM) {
            flush();
            crc.update(bytes, 0, bytes.length);
        } else {
            System.arraycopy(bytes, 0, waiting, length, bytes.length);
            length += bytes.length;
        }
        return this;
    }

    long end() {
        flush();
        return crc.getValue();
    }

    private void flush() {
        crc.update(waiting, 0, length);
        length = 0;
    }
}
