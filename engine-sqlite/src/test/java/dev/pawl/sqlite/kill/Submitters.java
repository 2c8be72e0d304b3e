package dev.pawl.sqlite.kill;

import dev.pawl.engine.Explanation;
import dev.pawl.engine.RefusedException;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.store.StoreException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Submits the runs that are pending and the new ones, more at a time than the engine carries, and waits for their ends. A run that is
 * parked is resolved. Thread-safe.
 */
final class Submitters {
    private static final int THREADS = 8;
    private static final int SOME = 4;

    private final WorkflowEngine engine;
    private final Notebook notebook;
    private final Stops stops;
    private final Patience patience;
    private final Queue<String> pending;
    private final AtomicInteger next;
    private final long end;
    private final CountDownLatch some = new CountDownLatch(SOME);
    private final List<Thread> threads;
    private volatile boolean closing;

    Submitters(WorkflowEngine engine, Notebook notebook, Stops stops, Orders orders) {
        this.engine = engine;
        this.notebook = notebook;
        this.stops = stops;
        this.patience = Patience.of(orders);
        this.pending = new ConcurrentLinkedQueue<>(orders.pending());
        this.next = new AtomicInteger(orders.next());
        this.end = (long) orders.next() + orders.fresh();
        this.threads = Stream.generate(() -> new Thread(this::submitAll, "submitter"))
                .limit(THREADS)
                .toList();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    void awaitSome() throws InterruptedException {
        some.await();
    }

    void awaitAll() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** From here on it is no surprise that engine and store are closed. */
    void closing() {
        closing = true;
    }

    private void submitAll() {
        try {
            for (String key = nextKey(); !key.isEmpty(); key = nextKey()) {
                String each = key;
                patience.have(() -> carry(each));
            }
        } catch (Throwable e) {
            if (!closing || !saysClosed(e)) {
                KillChild.fail(e);
            }
        }
    }

    private static boolean saysClosed(Throwable error) {
        return error instanceof RefusedException engine && engine.reason() == RefusedException.Reason.CLOSED
                || error instanceof StoreException store && store.reason() == StoreException.Reason.CLOSED;
    }

    private String nextKey() {
        String known = pending.poll();
        if (known != null) {
            return known;
        }
        int number = next.getAndIncrement();
        return number < end ? Workload.keyOf(number) : "";
    }

    /** What a person decides who knows that it was not the step that ended the processes. */
    private static void goOn(Run run) {
        if (run.explain() instanceof Explanation.Parked parked
                && parked.reason().equals("POISON")) {
            run.resume("operator");
        } else {
            run.resolve(Workload.PAY, Decision.REPEAT, "operator");
        }
    }

    private Void carry(String key) throws InterruptedException {
        notebook.acknowledged(Note.SUBMIT, key);
        Run run = engine.submit(Workload.pipelineOf(key), Workload.KEY.is(key), SubmitOptions.key(key));
        stops.reach(Point.AFTER_SUBMIT_RETURNED);
        notebook.acknowledged(Note.ACCEPTED, key, run.id());
        RunResult result = patience.await(run);
        while (result.status() == RunStatus.PARKED) {
            goOn(run);
            result = patience.await(run);
        }
        notebook.acknowledged(Note.ENDED, key, result.status());
        some.countDown();
        return null;
    }
}
