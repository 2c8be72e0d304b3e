package dev.pawl.sqlite.kill;

import dev.pawl.engine.EngineBuilder;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.StepFinished;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.store.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The program that is killed: it runs pipelines on a store, and keeps logs of its own. */
final class KillChild {
    /** Said before it touches the store. */
    static final String OPENING = "opening";

    static final String READY = "ready";
    static final String DONE = "done";

    private static final int CONCURRENCY = 4;
    private static final int FAILED = 70;
    private static final int ORPHANED = 71;
    private static final int PAGE = 1_000;

    private KillChild() {}

    public static void main(String... arguments) {
        Orders orders = Orders.of(arguments);
        endWithTheParent();
        try {
            work(orders);
            System.out.println(DONE);
        } catch (Throwable e) {
            fail(e);
        }
    }

    private static void work(Orders orders) throws Exception {
        Stops stops = new Stops(orders);
        Notebook notebook = new Notebook(orders);
        System.out.println(OPENING);
        Repository store =
                new StoppingRepository(Patience.of(orders).have(() -> SqliteRepository.open(orders.store())), stops);
        EngineBuilder builder = WorkflowEngine.builder()
                .repository(store)
                .requireDurable()
                .concurrency(CONCURRENCY)
                .listener(event -> acknowledge(event, notebook, stops));
        new Workload(notebook, stops, orders.mood()).pipelines().forEach(builder::pipeline);
        WorkflowEngine engine = Patience.of(orders).have(builder::build);
        Submitters submitters = new Submitters(engine, notebook, stops, orders);
        if (orders.mood() == Orders.Mood.POLITE || orders.mood() == Orders.Mood.SLOW) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(submitters, engine, store)));
        }
        System.out.println(READY);
        submitters.start();
        if (orders.point().filter(Point::isInClose).isPresent()) {
            submitters.awaitSome();
            Thread closer = new Thread(() -> close(submitters, engine, store));
            closer.start();
            stops.reach(Point.CLOSE_BEGUN);
            closer.join();
        } else {
            submitters.awaitAll();
            if (orders.mood() == Orders.Mood.FINISHING) {
                writeDown(engine, store, orders);
            }
            close(submitters, engine, store);
        }
    }

    private static void close(Submitters submitters, WorkflowEngine engine, Repository store) {
        submitters.closing();
        engine.close();
        store.close();
    }

    private static void acknowledge(ProgressEvent event, Notebook notebook, Stops stops) {
        if (!event.isRecorded()) {
            return;
        }
        boolean isStep = event instanceof StepFinished;
        if (isStep) {
            stops.reach(Point.BEFORE_TELLING);
        }
        notebook.told(EventLine.of(event));
        if (isStep) {
            stops.reach(Point.AFTER_TELLING);
        }
    }

    private static void writeDown(WorkflowEngine engine, Repository store, Orders orders)
            throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        try (EventFeed feed = engine.events(EventFilter.all(), 0)) {
            while (feed.cursor() < store.log().lastPosition()) {
                for (ProgressEvent event : feed.next(PAGE, Duration.ofSeconds(1))) {
                    if (event.isRecorded()) {
                        lines.add(EventLine.of(event).toNote(0, "recorded").toLine());
                    }
                }
            }
        }
        Files.writeString(orders.recorded(), String.join("", lines));
        Files.write(orders.verified(), engine.verify());
    }

    /** The parent holds the other end of the standard input: when that ends, so does the child. */
    static void endWithTheParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        System.err.println("the parent is gone: " + e);
                    }
                    Runtime.getRuntime().halt(ORPHANED);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    static void fail(Throwable error) {
        error.printStackTrace();
        Runtime.getRuntime().halt(FAILED);
    }
}
