package dev.pawl.api;

/**
 * One piece of work. It reads what it needs from the context, does its work, puts what later steps need, and says how it
 * ended:
 *
 * <pre>{@code
 * Step shout = context -> {
 *   context.put(greeting, context.get(greeting).toUpperCase());
 *   return StepResult.done("shouted");
 * };
 * }</pre>
 *
 * <p>Whatever it throws, an {@link Error} included, is this step's failure and nobody else's. What a failed attempt has put
 * is forgotten. A step is shared by all runs, on any thread, so it keeps no state of a run in fields; what it needs
 * from outside (a client, a folder) it gets in its constructor. After a crash a step that had not been recorded runs again.
 */
@FunctionalInterface
public interface Step {
    /** Does the work once; called for each attempt. */
    StepResult execute(WorkflowContext context) throws Exception;
}
