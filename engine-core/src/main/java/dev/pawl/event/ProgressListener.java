package dev.pawl.event;

/**
 * Is called with what happens in runs, live: {@code builder.listener(System.out::println)}.
 *
 * <p>A recorded event is told after its commit. The events of one run come one at a time and in order; those of different
 * runs come on different threads at the same time. That a run was submitted is told on the thread that
 * submits it, everything else on threads of the engine. A listener that takes its time delays that run, whose worker and slot it holds, and
 * no other. What it throws is logged and forgotten. It may ask anything of the engine, even to close, but not wait without a limit.
 */
@FunctionalInterface
public interface ProgressListener {
    void on(ProgressEvent event);
}
