package dev.pawl.walk;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of an engine; one that throws is logged and harms nobody. Thread-safe. */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final ProgressListener[] all;
    private final ThreadLocal<Boolean> isTelling = new ThreadLocal<>();

    public Listeners(List<ProgressListener> all) {
        this.all = all.toArray(new ProgressListener[0]);
    }

    public boolean isEmpty() {
        return all.length == 0;
    }

    /** Tells of a run that is not recorded, on its own thread: nothing more than the calls, as this is done twice for each step. */
    public void tell(ProgressEvent event) {
        for (ProgressListener listener : all) {
            try {
                listener.on(event);
            } catch (Throwable t) {
                failed(listener, event, t);
            }
        }
    }

    /** @param before told which listener is called next */
    public void tell(ProgressEvent event, Consumer<ProgressListener> before) {
        Thread thread = Thread.currentThread();
        ClassLoader classes = thread.getContextClassLoader();
        boolean isOutermost = isTelling.get() == null;
        if (isOutermost) {
            isTelling.set(true);
        }
        for (ProgressListener listener : all) {
            try {
                before.accept(listener);
                listener.on(event);
            } catch (Throwable t) {
                failed(listener, event, t);
            }
        }
        if (isOutermost) {
            isTelling.remove();
        }
        if (thread.getContextClassLoader() != classes) {
            thread.setContextClassLoader(classes);
        }
    }

    private static void failed(ProgressListener listener, ProgressEvent event, Throwable t) {
        LOG.warn("listener {} failed at the event '{}'; the run goes on", listener, event, t);
    }

    /** Whether this thread is in one of these listeners. */
    public boolean areCallingThis() {
        return isTelling.get() != null;
    }
}
