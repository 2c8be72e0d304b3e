package dev.pawl.pipeline;

/** A function from one value of a run to another, which may fail. Shared by all runs, so it keeps no state. */
@FunctionalInterface
public interface StepFunction<A, B> {
    B apply(A value) throws Exception;
}
