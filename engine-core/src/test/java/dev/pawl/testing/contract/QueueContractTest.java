package dev.pawl.testing.contract;

import static dev.pawl.testing.contract.Mistake.caught;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Queues.QueueState;
import dev.pawl.store.RunQueue.NewRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves that what the contract says of queues can be broken: each mistake is caught by the case that is named for it. */
class QueueContractTest {
    @Test
    void catchesALimitThatIsIgnored() {
        for (String claim : List.of("aLimitIsKept", "theLimitHoldsUnderManyClaimers")) {
            caught(claim, real -> real.queues("limit", (given, sound) -> sound.call(given[0], 1_000)));
        }
    }

    @Test
    void catchesAPauseThatIsIgnored() {
        for (String claim : List.of("aPausedQueueGivesNothing", "aSubmitToAPausedQueueIsQueued")) {
            caught(claim, real -> real.queues("pause", (given, sound) -> null));
        }
    }

    @Test
    void catchesACapacityThatIsIgnored() {
        for (String claim : List.of("aFullQueueRefusesOneMore", "theCapacityHoldsUnderManySubmitters")) {
            caught(claim, real -> real.queues("capacity", (given, sound) -> sound.call(given[0], 0L)));
        }
    }

    @Test
    void catchesAConcurrencyKeyThatIsForgotten() {
        for (String claim : List.of(
                "runsWithOneConcurrencyKeyAreCarriedOneByOne",
                "aSubmitDoesNotStartBesideItsConcurrencyKey",
                "aConcurrencyKeyHoldsUnderManyClaimers")) {
            caught(
                    claim,
                    real -> real.queue("submit", (given, sound) -> {
                        var run = (NewRun) given[0];
                        var free = Samples.alone(run.spec(), "");
                        return sound.call(new NewRun(free, run.due(), run.type(), run.event(), run.delta()), given[1]);
                    }));
        }
    }

    @Test
    void catchesAnHourThatHasPassed() {
        caught("theNextHourIsAfterNow", real -> real.queue("nextDue", (given, sound) -> sound.call(given[0], 0L)));
    }

    @Test
    void catchesAQueueThatCountsRunsOfOthers() {
        caught(
                "aQueueCountsItsRuns",
                real -> real.queues("find", (given, sound) -> {
                    var queue = (QueueState) sound.call(given);
                    long all = real.query().counts().getOrDefault(RunStatus.QUEUED, 0L);
                    return new QueueState(
                            queue.name(),
                            queue.limit(),
                            queue.capacity(),
                            queue.paused(),
                            all,
                            queue.carried(),
                            queue.waiting(),
                            queue.parked());
                }));
    }

    @Test
    void catchesARunThatIsClaimedBeforeItsHour() {
        caught(
                "whatIsNotDueIsNotClaimed",
                real -> real.queue("claim", (given, sound) -> sound.call(given[0], given[1], Long.MAX_VALUE)));
    }

    @Test
    void catchesARunThatIsNotPutBack() {
        caught("takeOverPutsBackTheRunsOfOwnersThatAreNotAlive", real -> real.queue("takeOver", (given, sound) -> 0));
    }

    @Test
    void catchesAKeyThatIsForgotten() {
        caught(
                "aKnownKeyGivesTheRunThatHasIt",
                real -> real.queue("submit", (given, sound) -> {
                    var run = (NewRun) given[0];
                    var keyless = Samples.spec(run.spec().id());
                    return sound.call(new NewRun(keyless, run.due(), run.type(), run.event(), run.delta()), given[1]);
                }));
    }
}
