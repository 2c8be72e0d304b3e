package dev.pawl.testing.race;

import static dev.pawl.event.RunStatus.CANCELLED;
import static dev.pawl.event.RunStatus.COMPLETED;
import static dev.pawl.event.RunStatus.FAILED;

import dev.pawl.event.FlowJoined;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunResumed;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunWaiting;
import dev.pawl.event.WaitEnded;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Two things that happen to a run at the same time, what is to be seen in its log when the first of them came first, and how it may end
 * then and else. Both orders have to be possible. Immutable.
 */
public enum Race {
    /** The body of a step returns, and somebody cancels the run. */
    CANCEL_COMPLETE(Act.CANCEL, Act.COMPLETE, log -> ends(log, CANCELLED), Set.of(CANCELLED), Set.of(COMPLETED)),

    /** The step's time and the run's are over, and somebody cancels it. */
    CANCEL_TIME_OUT(Act.CANCEL, Act.TIME_OUT, log -> ends(log, CANCELLED), Set.of(CANCELLED), Set.of(FAILED)),

    /** A run that sleeps becomes due, and somebody cancels it. */
    CANCEL_RESUME(Act.CANCEL, Act.RESUME, log -> ends(log, CANCELLED), Set.of(CANCELLED), Set.of(COMPLETED)),

    /** A run that waits for a signal gets it, and somebody cancels it. */
    CANCEL_SIGNAL(Act.CANCEL, Act.SIGNAL, log -> ends(log, CANCELLED), Set.of(CANCELLED), Set.of(COMPLETED)),

    /** A run is cancelled by its owner or by who takes it over; it is cancelled in any case. */
    CANCEL_TAKE_OVER(Act.CANCEL, Act.TAKE_OVER, log -> resumed(log) == 0, Set.of(CANCELLED), Set.of(CANCELLED)),

    /** The body of a step returns, and its time is over. */
    COMPLETE_TIME_OUT(Act.COMPLETE, Act.TIME_OUT, log -> ends(log, COMPLETED), Set.of(COMPLETED), Set.of(FAILED)),

    /** The body of a step returns while its engine closes: this one ends the run, or the next one goes on. */
    COMPLETE_RESUME(Act.COMPLETE, Act.RESUME, log -> resumed(log) == 0, Set.of(COMPLETED), Set.of(COMPLETED)),

    /** The step before a wait ends, and the signal comes: to a run that waits, or as mail for later. */
    COMPLETE_SIGNAL(Act.COMPLETE, Act.SIGNAL, Race::hasWaited, Set.of(COMPLETED), Set.of(COMPLETED)),

    /** The body of a step returns while the run is taken over: the first owner records it, or is refused and it runs again. */
    COMPLETE_TAKE_OVER(Act.COMPLETE, Act.TAKE_OVER, log -> resumed(log) == 0, Set.of(COMPLETED), Set.of(COMPLETED)),

    /** A run that sleeps becomes due, and then its deadline comes. */
    TIME_OUT_RESUME(Act.TIME_OUT, Act.RESUME, log -> ends(log, FAILED), Set.of(FAILED), Set.of(COMPLETED)),

    /** A wait expires, and the signal comes. */
    TIME_OUT_SIGNAL(Act.TIME_OUT, Act.SIGNAL, log -> ends(log, FAILED), Set.of(FAILED), Set.of(COMPLETED)),

    /** The step's time is over while the run is taken over: the first owner records it, or the second begins the step anew. */
    TIME_OUT_TAKE_OVER(
            Act.TIME_OUT, Act.TAKE_OVER, log -> resumed(log) == 0, Set.of(FAILED), Set.of(COMPLETED, FAILED)),

    /** One branch sleeps, the other one waits for a signal; the first that ends wins. */
    RESUME_SIGNAL(Act.RESUME, Act.SIGNAL, log -> wins(log, "nap"), Set.of(COMPLETED), Set.of(COMPLETED)),

    /** A run that sleeps becomes due, and its owner is gone before or after that. */
    RESUME_TAKE_OVER(Act.RESUME, Act.TAKE_OVER, log -> resumed(log) > 1, Set.of(COMPLETED), Set.of(COMPLETED)),

    /** A run that is carried gets a signal while it is taken over: the first owner takes it, or the second. */
    SIGNAL_TAKE_OVER(Act.SIGNAL, Act.TAKE_OVER, Race::isAnsweredFirst, Set.of(COMPLETED), Set.of(COMPLETED));

    /** What happens to a run. */
    public enum Act {
        CANCEL,
        COMPLETE,
        TIME_OUT,
        /** Goes on after it has slept, or in another engine after its own has left. */
        RESUME,
        SIGNAL,
        /** Goes on in another engine while its own still carries it. */
        TAKE_OVER
    }

    private final Act first;
    private final Act second;
    private final Predicate<List<ProgressEvent>> firstWins;
    private final Set<RunStatus> firstEnds;
    private final Set<RunStatus> secondEnds;

    Race(
            Act first,
            Act second,
            Predicate<List<ProgressEvent>> firstWins,
            Set<RunStatus> firstEnds,
            Set<RunStatus> secondEnds) {
        this.first = first;
        this.second = second;
        this.firstWins = firstWins;
        this.firstEnds = firstEnds;
        this.secondEnds = secondEnds;
    }

    public Act first() {
        return first;
    }

    public Act second() {
        return second;
    }

    public boolean has(Act act) {
        return first == act || second == act;
    }

    /** Whether the first of both came first, as the log tells it. */
    boolean firstWins(List<ProgressEvent> log) {
        return firstWins.test(log);
    }

    Set<RunStatus> ends(boolean firstWins) {
        return firstWins ? firstEnds : secondEnds;
    }

    static long resumed(List<ProgressEvent> log) {
        return log.stream().filter(RunResumed.class::isInstance).count();
    }

    private static boolean hasWaited(List<ProgressEvent> log) {
        return log.stream().anyMatch(RunWaiting.class::isInstance);
    }

    private static boolean ends(List<ProgressEvent> log, RunStatus status) {
        return log.get(log.size() - 1) instanceof RunEnded end && end.status() == status;
    }

    private static boolean wins(List<ProgressEvent> log, String branch) {
        return log.stream()
                .anyMatch(event ->
                        event instanceof FlowJoined join && join.winners().equals(List.of(branch)));
    }

    private static boolean isAnsweredFirst(List<ProgressEvent> log) {
        return log.stream()
                .takeWhile(event -> !(event instanceof RunResumed))
                .anyMatch(event -> event instanceof WaitEnded end && end.path().endsWith(RacePipelines.NEWS));
    }
}
