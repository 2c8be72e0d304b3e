package dev.pawl.process;

import dev.pawl.api.WorkflowContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the thread of a step does while its program runs: it writes the program's lines into the log, and sees to it that nothing of the
 * program is left when the step is over, however it ends. Confined to one attempt.
 */
final class Supervision {
    /** So long a program that is asked to end may take. Less than a body has before it is abandoned. */
    static final Duration GRACE = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    /** So long what a program has left behind may take to end by itself, and again when it is asked to. */
    private static final Duration LEFT_BEHIND = Duration.ofMillis(500);

    /** So long what is still in the pipes may take to come. */
    private static final Duration REST = Duration.ofMillis(900);

    /** The same when the step is interrupted: with {@link #GRACE} it has to stay below what a body has before it is abandoned. */
    private static final Duration LAST_REST = Duration.ofMillis(300);

    private final JvmEnd jvmEnd = JvmEnd.ofThisJvm();
    private final String name;
    private final Family family;
    private final Output output;
    private final WorkflowContext context;
    private int silent;
    private Optional<News.Ended> ended = Optional.empty();

    Supervision(String name, Identity program, ProcessTable table, Output output, WorkflowContext context) {
        this.name = name;
        this.family = new Family(table, program);
        this.output = output;
        this.context = context;
    }

    /** The exit code. */
    int await(Optional<Duration> timeout) throws InterruptedException {
        boolean isOver = false;
        try {
            long start = System.nanoTime();
            long limit = timeout.map(Duration::toNanos).orElse(Long.MAX_VALUE);
            while (ended.isEmpty()) {
                long left = limit - (System.nanoTime() - start);
                if (left <= 0 && !output.hasEndedBefore(start + limit)) {
                    if (jvmEnd.hasBegun()) {
                        throw jvmEnd.awaitInterrupt();
                    }
                    throw new ProcessFailedException(name + " took longer than its timeout of " + timeout.orElseThrow()
                            + " and was ended; give it more time, or less to do");
                }
                hear(left);
            }
            if (ended.get().isWithJvm()) {
                throw jvmEnd.awaitInterrupt();
            }
            endLeftBehind();
            awaitSilence();
            isOver = true;
            return ended.get().exit();
        } finally {
            if (!isOver) {
                stop();
            }
        }
    }

    /** Whether there was something to hear in that time. */
    private boolean hear(long nanos) throws InterruptedException {
        News news = output.news.poll(nanos, TimeUnit.NANOSECONDS);
        if (news instanceof Line line) {
            context.log(line.logged());
        } else if (news instanceof News.Ended end) {
            ended = Optional.of(end);
        } else if (news instanceof News.Silent) {
            silent++;
        }
        return news != null;
    }

    private void endLeftBehind() throws InterruptedException {
        List<Long> left = family.members();
        if (left.isEmpty() || family.awaitNone(LEFT_BEHIND, pid -> {}).isEmpty()) {
            return;
        }
        boolean hasNews = true;
        while (hasNews) {
            hasNews = hear(0);
        }
        context.log(name + " has left "
                + (left.size() == 1
                        ? "a process behind, which is ended"
                        : left.size() + " processes behind, which are ended"));
        complain(family.end(LEFT_BEHIND));
    }

    private void awaitSilence() throws InterruptedException {
        long end = System.nanoTime() + REST.toNanos();
        boolean hasNews = true;
        while (silent < 2 && hasNews) {
            hasNews = hear(end - System.nanoTime());
        }
        sayIfHeldOpen();
    }

    /** What the log does not take in that time is dropped: it may be a lot, and the step is to end. */
    private void awaitLastLines() throws InterruptedException {
        long end = System.nanoTime() + LAST_REST.toNanos();
        boolean hasNews = true;
        while (silent < 2 && hasNews && System.nanoTime() < end) {
            hasNews = hear(end - System.nanoTime());
        }
        output.close();
        int dropped = 0;
        for (News news = output.news.poll(); news != null; news = output.news.poll()) {
            dropped += news instanceof Line ? 1 : 0;
            silent += news instanceof News.Silent ? 1 : 0;
        }
        if (dropped > 0) {
            context.log("… " + dropped + " lines dropped");
        }
        sayIfHeldOpen();
    }

    private void sayIfHeldOpen() {
        if (silent < 2) {
            context.log(name + " has ended and something else holds its output open, which is not read any more");
        }
    }

    /** Ends all of it. When the JVM ends meanwhile, it is ended sooner from there. */
    private void stop() {
        boolean wasInterrupted = Thread.interrupted();
        try {
            complain(family.end(GRACE));
            awaitLastLines();
        } catch (InterruptedException e) {
            wasInterrupted = true;
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void complain(List<Long> survivors) {
        if (!survivors.isEmpty()) {
            String sentence = name + " has processes that do not end though they were killed: " + survivors;
            context.log(sentence);
            LOG.warn("{}; run {}", sentence, context.runId());
        }
    }
}
