package dev.pawl.engine;

import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.engine.Submitter.Submitted;
import dev.pawl.event.RunStatus;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.Continuation;
import dev.pawl.store.RunRow;
import dev.pawl.walk.BoundPipeline;
import java.util.function.Supplier;

/** Finds out how runs can go on with others, and refuses where they cannot; what is supplied is submitted then. Thread-safe. */
final class Continuing {
    /** Begins with a character that no key of a user has. */
    private static final String RETRY_OF = "\u001fretry of ";

    private final Registered pipelines;
    private final Carrying carrying;
    private final Submitter submitter;

    Continuing(Registered pipelines, Carrying carrying, Submitter submitter) {
        this.pipelines = pipelines;
        this.carrying = carrying;
        this.submitter = submitter;
    }

    /** A run that goes on where this one has failed or was cancelled; asked again, it is the same one. */
    Supplier<Submitted> retry(RunRow run) {
        RunStatus status = run.state().status();
        if (status != RunStatus.FAILED && status != RunStatus.CANCELLED) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "run " + run.spec().id() + " cannot be tried again: it is " + status
                            + ", and only what has FAILED or was CANCELLED can");
        }
        BoundPipeline pipeline = pipelines
                .fitting(run.spec())
                .orElseThrow(() -> new RefusedException(
                        Reason.UNKNOWN_PIPELINE,
                        "run " + run.spec().id() + " cannot be tried again: pipeline '"
                                + run.spec().pipeline() + "' version "
                                + run.spec().version()
                                + " is not registered in the shape of the run; register it, or fork the run"));
        Continuation with = Continuation.retry(run, pipeline, carrying.log(), carrying.rows());
        return () -> submitter.goOn(
                run, with, pipeline.pipeline(), RETRY_OF + run.spec().id());
    }

    /** A new run that begins at this node with what this one knew when it came there. */
    Supplier<Submitted> fork(RunRow run, String path) {
        BoundPipeline pipeline = pipelines.newest(run.spec().pipeline());
        Continuation with = Continuation.fork(run, path, pipeline, carrying.log(), carrying.rows())
                .orElseThrow(() -> new RefusedException(
                        Reason.WRONG_STATE,
                        "run " + run.spec().id() + " cannot be forked at '" + path
                                + "': it has never come there, or the newest version has no such node;"
                                + " take a path of its events"));
        return () -> submitter.goOn(run, with, pipeline.pipeline(), "");
    }
}
