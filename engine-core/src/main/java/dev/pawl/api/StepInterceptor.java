package dev.pawl.api;

/**
 * A link around one attempt of a step, for what many steps share: timing, tracing, a transaction, a test's fault.
 *
 * <pre>{@code
 * StepInterceptor timing = chain -> {
 *   long start = System.nanoTime();
 *   try {
 *     return chain.proceed();
 *   } finally {
 *     timer.record(System.nanoTime() - start);
 *   }
 * };
 * }</pre>
 *
 * <p>Links are called in the order in which they were given, the first one outermost. Retry, timeout and recording are not links: they
 * belong to the walker and surround the whole chain. A link is shared by all runs, so it must be thread-safe.
 */
@FunctionalInterface
public interface StepInterceptor {
    StepResult intercept(Chain chain) throws Exception;

    /** What lies behind a link: the links after it and the step itself. Confined to the attempt. */
    interface Chain {
        WorkflowContext context();

        StepDescription step();

        /**
         * Goes on to the next link, at last to the step.
         *
         * @throws IllegalStateException when this link has called it before, naming the link
         */
        StepResult proceed() throws Exception;
    }
}
