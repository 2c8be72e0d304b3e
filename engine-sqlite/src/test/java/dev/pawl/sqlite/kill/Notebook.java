package dev.pawl.sqlite.kill;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The logs that a child writes, line by line, each line at the end of its file in one piece, and on the disk before the writer goes on.
 * No channels: a channel is closed when one of its threads is interrupted. Thread-safe.
 */
final class Notebook {
    /** Each write is forced by itself. */
    private static final String FORCED = "rwd";

    private final RandomAccessFile effects;
    private final RandomAccessFile acknowledged;
    private final AtomicLong stamp = new AtomicLong();

    Notebook(Orders orders) throws IOException {
        effects = new RandomAccessFile(orders.effects().toFile(), FORCED);
        acknowledged = new RandomAccessFile(orders.acknowledged().toFile(), FORCED);
    }

    /** Something that a body did. */
    void effect(String kind, Object... fields) {
        write(effects, Note.of(stamp.incrementAndGet(), kind, fields));
    }

    /** Something that the engine has acknowledged, or is about to be asked. */
    void acknowledged(String kind, Object... fields) {
        write(acknowledged, Note.of(stamp.incrementAndGet(), kind, fields));
    }

    void told(EventLine event) {
        write(acknowledged, event.toNote(stamp.incrementAndGet(), Note.TOLD));
    }

    private static void write(RandomAccessFile file, Note note) {
        try {
            file.write(note.toLine().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a log of the test cannot be written", e);
        }
    }
}
