package dev.pawl.process;

import dev.pawl.process.ProcessTable.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A program and all that it has started, as long as any of it runs. There is no sure way to follow a process: its descendants lose it when the one
 * between them ends, and whoever likes leaves its session. So it is looked for in four ways, and each look remembers what it has found:
 *
 * <ol>
 *   <li>the program itself, which is known by its number and its start;
 *   <li>what is in its session, while that number means this program;
 *   <li>what has its variable, if that can be seen;
 *   <li>the children of all these, and theirs.
 * </ol>
 *
 * What has left the session, lost its parent and cleared its variables is not found: it wants to stay. Never found is the JVM that looks, nor what it has
 * started: the program may be an old one that has started this JVM, as a step does that deploys its own host anew. Confined to one thread.
 */
final class Family {
    private static final long LOOK_MILLIS = 20;

    /** So long what was killed may take to be gone. */
    private static final Duration KILL = Duration.ofSeconds(2);

    private final ProcessTable table;
    private final Identity program;
    private final Set<Process> known = new HashSet<>();

    private record Process(long pid, long start) {}

    Family(ProcessTable table, Identity program) {
        this.table = table;
        this.program = program;
        known.add(new Process(program.pid(), program.start()));
    }

    /** Their numbers, the eldest first. */
    List<Long> members() {
        List<Entry> all = new ArrayList<>(table.all());
        all.sort(Comparator.comparingLong(Entry::start).thenComparingLong(Entry::pid));
        boolean isForeign =
                all.stream().anyMatch(each -> each.pid() == program.pid() && each.start() != program.start());
        Set<Long> spared = spared(all);
        Set<Long> pids = new HashSet<>();
        boolean isGrowing = true;
        while (isGrowing) {
            isGrowing = false;
            for (Entry each : all) {
                if (!each.hasEnded()
                        && each.start() >= program.start()
                        && !pids.contains(each.pid())
                        && !spared.contains(each.pid())
                        && belongs(each, pids, isForeign)) {
                    isGrowing = pids.add(each.pid());
                    known.add(new Process(each.pid(), each.start()));
                }
            }
        }
        return all.stream().map(Entry::pid).filter(pids::contains).toList();
    }

    /** This JVM and all below it, when it is younger than the program, which has then started it. */
    private Set<Long> spared(List<Entry> all) {
        long self = ProcessHandle.current().pid();
        Set<Long> spared = new HashSet<>();
        for (Entry each : all) {
            if (each.pid() == self && each.start() >= program.start() || spared.contains(each.parent())) {
                spared.add(each.pid());
            }
        }
        return spared;
    }

    private boolean belongs(Entry each, Set<Long> pids, boolean isForeign) {
        return known.contains(new Process(each.pid(), each.start()))
                || pids.contains(each.parent())
                || program.hasSession() && !isForeign && each.session() == program.pid()
                || table.hasVariable(each.pid(), program.variable());
    }

    /**
     * Asks each of them once to end, and kills those that have not when the grace is over. The eldest come first: a shell whose child is
     * ended before it would go on with its next command. An interrupt does not cut it short.
     *
     * @return those that run even so
     */
    List<Long> end(Duration grace) {
        Set<Long> asked = new HashSet<>();
        List<Long> left = awaitNone(grace, pid -> {
            if (asked.add(pid)) {
                signal(pid, ProcessHandle::destroy);
            }
        });
        return left.isEmpty() ? left : awaitNone(KILL, pid -> signal(pid, ProcessHandle::destroyForcibly));
    }

    private static void signal(long pid, Consumer<ProcessHandle> signal) {
        ProcessHandle.of(pid).ifPresent(signal);
    }

    /** Waits until there is none any more, and does something to each that it sees. */
    List<Long> awaitNone(Duration limit, LongConsumer toEach) {
        long end = System.nanoTime() + limit.toNanos();
        boolean wasInterrupted = false;
        List<Long> left = members();
        left.forEach(toEach::accept);
        while (!left.isEmpty() && System.nanoTime() < end) {
            try {
                new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
            left = members();
            left.forEach(toEach::accept);
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return left;
    }
}
