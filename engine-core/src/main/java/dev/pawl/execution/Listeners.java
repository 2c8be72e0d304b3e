package dev.pawl.execution;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of an engine; one that throws is logged and harms nobody. Thread-safe. */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final ProgressListener[] all;

    public Listeners(List<ProgressListener> all) {
        this.all = all.toArray(new ProgressListener[0]);
    }

    boolean isEmpty() {
        return all.length == 0;
    }

    void tell(ProgressEvent event) {
        for (ProgressListener listener : all) {
            try {
                listener.on(event);
            } catch (Throwable t) {
                LOG.warn("listener {} failed at the event '{}'; the run goes on", listener, event, t);
            }
        }
    }
}
