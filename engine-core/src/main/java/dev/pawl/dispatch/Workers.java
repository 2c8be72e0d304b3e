package dev.pawl.dispatch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of an engine: those that carry runs, and those that tell of runs while their bodies take their time. They are virtual
 * where the JVM has them. Else those that carry are a pool with one for each run that may be carried at a time, made when needed: it
 * wakes one thread, which wakes the next when there is more to do, so that many short turns need few threads. What comes after the
 * close is dropped: the runs it would carry on are put back anyway. Thread-safe.
 */
public final class Workers implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int IDLE_SECONDS = 10;

    private final ExecutorService carrying;
    private final ExecutorService telling;

    /** @param most how many bodies may run at a time, where threads are dear */
    public Workers(int most) {
        ExecutorService virtual = virtualThreads();
        carrying = virtual == null
                ? pool(Math.max(1, most), Math.max(1, most), new LinkedBlockingQueue<>(), "pawl-worker-")
                : virtual;
        telling = virtual == null ? pool(0, Integer.MAX_VALUE, new SynchronousQueue<>(), "pawl-teller-") : virtual;
    }

    /** Carries a run on. */
    @Override
    public void execute(Runnable turn) {
        execute(carrying, turn);
    }

    /** Does what must not wait until a body ends. */
    public void tell(Runnable news) {
        execute(telling, news);
    }

    /** A body keeps its thread for good, so there is one more. */
    public synchronized void oneMore() {
        if (carrying instanceof ThreadPoolExecutor pool) {
            pool.setMaximumPoolSize(pool.getMaximumPoolSize() + 1);
            pool.setCorePoolSize(pool.getCorePoolSize() + 1);
        }
    }

    /** Such a body has come to its end. */
    public synchronized void oneLess() {
        if (carrying instanceof ThreadPoolExecutor pool) {
            pool.setCorePoolSize(pool.getCorePoolSize() - 1);
            pool.setMaximumPoolSize(pool.getMaximumPoolSize() - 1);
        }
    }

    private static void execute(ExecutorService threads, Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("dropped after the close: {}", task);
        }
    }

    private static ExecutorService pool(int core, int most, BlockingQueue<Runnable> queue, String name) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(core, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Null before Java 21. */
    private static ExecutorService virtualThreads() {
        try {
            MethodHandle factory = MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
            return (ExecutorService) factory.invoke();
        } catch (NoSuchMethodException e) {
            return null;
        } catch (Throwable e) {
            throw new IllegalStateException("virtual threads cannot be had", e);
        }
    }

    /** Takes nothing more; what runs is left to end. */
    @Override
    public void close() {
        carrying.shutdown();
        telling.shutdown();
    }
}
