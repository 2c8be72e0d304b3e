package dev.pawl.api;

import java.util.Optional;

/**
 * What one attempt of a step sees of its run: the values so far, a place for its own, and who it is. What it puts becomes
 * visible to later steps when the attempt succeeds, in one piece with its result, and is forgotten when it fails.
 *
 * <p>A recorded run keeps values as they are stored: {@code put} encodes at once, {@code get} decodes once per attempt. So a
 * step sees the same values whether or not the process died since; changing an object after it was put changes nothing.
 *
 * <p>Confined to the attempt's thread; of no use when the attempt is over.
 */
public interface WorkflowContext extends Values {
    /**
     * Sets a value for the steps that follow.
     *
     * @throws ValueTypeException in a recorded run, when it cannot be stored and read back
     */
    <T> void put(Key<T> key, T value);

    /** The run's id, the same for all its attempts. */
    String runId();

    /** Where the step stands in its run, such as {@code publish/upload}. */
    String path();

    /** Which attempt of this step this is; the first is 1. */
    int attempt();

    /**
     * A text that is the same for every attempt of this step in this run, also after a crash, and for no other: an outside
     * service that is given it can tell a repetition from a new request.
     */
    String idempotencyKey();

    /**
     * A number that grows each time another process takes the run over: an outside store that refuses smaller ones cannot be
     * written by an owner that was replaced. 0 in a run that is not recorded.
     */
    long fencingToken();

    /** Tells watchers how far this step is. Passing: only the newest is kept. {@code total} is 0 when it is not known. */
    void progress(long done, long total, String message);

    /** Adds a line to the run's log, recorded with its next commit. */
    void log(String line);

    /** Makes known what this step has made; recorded with the run's next commit. */
    void artifact(Artifact artifact);

    /**
     * Keeps a text for the next attempt of this step, which reads it with {@link #note()}, also when the process dies: in a recorded run it is
     * committed when this returns. A newer one takes its place; it is forgotten when the step has succeeded. A run that tries this one again reads it too, a fork
     * does not. For what must be known of
     * something that outlives an attempt, such as a program that was started or a page of results that was reached.
     *
     * @param text at most {@value #NOTE_LENGTH} characters
     * @throws PawlException when it cannot be recorded, because the run is not carried here any more
     */
    void note(String text) throws InterruptedException;

    /** What this step has noted last, in this attempt or an earlier one. */
    Optional<String> note();

    /** No note is longer, in characters. */
    int NOTE_LENGTH = 16_384;
}
