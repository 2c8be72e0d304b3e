package dev.pawl.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What becomes of a program's output. Two pumps give it here and are never held up, the thread of the step takes the lines that go to the
 * log; what waits for it in between is bounded by what the log takes at all. Thread-safe.
 */
final class Output {
    final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    final OutputLimits limits;
    private final Optional<OutputFile> file;
    private final Kept kept;
    private final Tail errors = new Tail();
    private final AtomicLong room;
    private final AtomicLong dropped = new AtomicLong();
    private volatile Optional<News.Ended> ended = Optional.empty();
    private volatile boolean isClosed;

    Output(OutputLimits limits, Optional<OutputFile> file) {
        this.limits = limits;
        this.file = file;
        this.kept = new Kept(limits.keep());
        this.room = new AtomicLong(limits.log());
    }

    /** Keeps what is kept of bytes. */
    void bytes(boolean isError, byte[] chunk, int count) {
        if (isError) {
            errors.take(chunk, count);
        } else {
            kept.take(chunk, count);
        }
    }

    /** Whether lines are of no more use: neither the log nor the file takes another one. */
    boolean isFull() {
        return room.get() < 0 && file.map(OutputFile::isFull).orElse(true);
    }

    /** Bytes that were not made into lines. */
    void dropped(long bytes) {
        dropped.addAndGet(bytes);
        file.ifPresent(to -> to.drop(bytes));
    }

    void line(Line line, long bytes) {
        file.ifPresent(to -> to.line(line.whole()));
        // Once there was no room there is none, also for shorter lines.
        if (!isClosed && room.addAndGet(-(line.logged().getBytes(UTF_8).length + OutputLimits.PER_LINE)) >= 0) {
            news.add(line);
        } else {
            dropped.addAndGet(bytes);
        }
    }

    void ended(News.Ended how) {
        news.add(how);
        ended = Optional.of(how);
    }

    /** Whether the program has ended by then, though lines may stand before the news of it. */
    boolean hasEndedBefore(long nanos) {
        return ended.isPresent() && ended.get().nanos() - nanos <= 0;
    }

    void flush() {
        file.ifPresent(OutputFile::flush);
    }

    /** Nobody listens any more. */
    void close() {
        isClosed = true;
        file.ifPresent(OutputFile::close);
    }

    boolean isClosed() {
        return isClosed;
    }

    Kept kept() {
        return kept;
    }

    List<String> lastErrors() {
        return errors.lines();
    }

    /** How many bytes did not go to the log. */
    long dropped() {
        return dropped.get();
    }

    String trouble() {
        return file.map(OutputFile::trouble).orElse("");
    }
}
