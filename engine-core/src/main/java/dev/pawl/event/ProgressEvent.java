package dev.pawl.event;

import java.time.Instant;

/**
 * Something that happened in a run. A recorded event has a number in its run ({@link #seq}, from 1, without a gap) and a position
 * among all events of the store; it is told only when it cannot be lost any more. A passing event (a step has started, is half
 * done) has neither: both are 0. {@code toString} is a sentence for people.
 *
 * <p>Immutable.
 */
public sealed interface ProgressEvent
        permits RunSubmitted,
                RunContinued,
                RunStopping,
                WaitStarted,
                WaitEnded,
                BranchTaken,
                LoopTurned,
                ItemsCounted,
                SubStarted,
                FlowEnded,
                FlowJoined,
                RunStarted,
                RunResumed,
                RunSnapshotted,
                RunWaiting,
                RunParked,
                RunEnded,
                StepStarted,
                StepProgress,
                StepResolved,
                StepLogged,
                StepNoted,
                ArtifactAdded,
                StepFailed,
                StepFinished {
    /** The run that it happened in. */
    RunInfo of();

    /** Its number in the run; 0 when it is not recorded. */
    long seq();

    /** Its place among all recorded events, in the order in which they were committed; 0 when it is not recorded. */
    long position();

    /** When it happened, in milliseconds since 1970. */
    long millis();

    default String run() {
        return of().id();
    }

    default Instant time() {
        return Instant.ofEpochMilli(millis());
    }

    default boolean isRecorded() {
        return seq() > 0;
    }

    /** Whether it is the last event that this run will ever have. */
    default boolean isLast() {
        return false;
    }
}
