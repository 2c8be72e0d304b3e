package dev.pawl.interceptor;

import dev.pawl.api.StepInterceptor;
import dev.pawl.api.StepResult;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Puts run, pipeline, step and attempt into the logging context while a step runs, so that a pattern such as {@code %X{pawl.run}} shows
 * them, and brings back what was there before. Thread-safe.
 */
public final class RunMdc implements StepInterceptor {
    /** A link that any number of engines may share. */
    public RunMdc() {}

    @Override
    public StepResult intercept(Chain chain) throws Exception {
        Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.put("pawl.run", chain.context().runId());
        MDC.put("pawl.pipeline", chain.step().pipeline());
        MDC.put("pawl.step", chain.step().path());
        MDC.put("pawl.attempt", Integer.toString(chain.context().attempt()));
        try {
            return chain.proceed();
        } finally {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        }
    }

    @Override
    public String toString() {
        return "RunMdc";
    }
}
