package dev.pawl.process;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Makes lines of bytes: a line ends with a line feed, a carriage return (as progress bars use it) or both. What is no UTF-8 is replaced,
 * and what is longer than the limit is cut off and counted. Takes no more memory than a line. Confined to one thread.
 */
final class LineSplitter {
    private final byte[] line;
    private final Sink sink;
    private int filled;
    private long length;
    private long bytes;
    private boolean isAfterReturn;

    /** Gets each line. */
    interface Sink {
        /**
         * @param dropped how many bytes were cut off
         * @param bytes how many there were, with the line's end
         */
        void line(String text, long dropped, long bytes);
    }

    LineSplitter(int limit, Sink sink) {
        this.line = new byte[limit];
        this.sink = sink;
    }

    void take(byte[] chunk, int count) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            byte each = chunk[i];
            if (each == '\n' || each == '\r') {
                add(chunk, from, i);
                bytes++;
                if (each == '\r' || !isAfterReturn) {
                    flush();
                }
                from = i + 1;
            }
            isAfterReturn = each == '\r';
        }
        add(chunk, from, count);
    }

    /** There are no more bytes: what there is of a line counts as one. */
    void end() {
        if (length > 0) {
            flush();
        }
    }

    private void add(byte[] chunk, int from, int to) {
        int fitting = Math.min(to - from, line.length - filled);
        System.arraycopy(chunk, from, line, filled, fitting);
        filled += fitting;
        length += to - from;
        bytes += to - from;
    }

    private void flush() {
        int end = length == filled ? filled : wholeCharacters(line, filled);
        sink.line(new String(line, 0, end, UTF_8), length - end, bytes);
        filled = 0;
        length = 0;
        bytes = 0;
    }

    /** Where to cut so that no character is cut in two. */
    static int wholeCharacters(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && length - end < 3 && (bytes[end - 1] & 0xC0) == 0x80) {
            end--;
        }
        return end > 0 && (bytes[end - 1] & 0xC0) == 0xC0 ? end - 1 : length;
    }
}
