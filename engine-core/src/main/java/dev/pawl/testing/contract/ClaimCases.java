package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import dev.pawl.testing.Expect;
import java.util.List;

/** Which run is given out next, and how many at a time. Immutable. */
final class ClaimCases {
    private static final List<String> MAIN = List.of(Samples.QUEUE);

    private ClaimCases() {}

    static void addTo(CaseList list) {
        list.add("aClaimGivesTheRunToItsOwner", ClaimCases::givesTheRun)
                .add("anEmptyQueueGivesNothing", b -> {
                    Expect.that(b.claim(Samples.OWNER).isEmpty(), "there is nothing to claim");
                })
                .add("claimsComeInTheOrderOfSubmits", b -> {
                    List<String> ids = List.of("c", "a", "d", "b");
                    ids.forEach(b::queued);
                    Expect.equal(ids, b.claimAll(MAIN, Samples.NOW), "the claims");
                })
                .add("priorityComesFirstAndThenTheOrderOfSubmits", b -> {
                    b.queued(Samples.weighted("low", -1));
                    b.queued(Samples.weighted("first", 5));
                    b.queued(Samples.weighted("normal", 0));
                    b.queued(Samples.weighted("second", 5));
                    List<String> expected = List.of("first", "second", "normal", "low");
                    Expect.equal(expected, b.claimAll(MAIN, Samples.NOW), "the claims");
                })
                .add("whatIsNotDueIsNotClaimed", ClaimCases::due)
                .add("amongThoseThatAreDueTheOrderOfSubmitsCounts", b -> {
                    b.queue().submit(Samples.newRun(Samples.spec("a"), Samples.NOW - 1), "");
                    b.queue().submit(Samples.newRun(Samples.spec("b"), Samples.NOW - 9), "");
                    Expect.equal(List.of("a", "b"), b.claimAll(MAIN, Samples.NOW), "the claims");
                })
                .add("onlyTheQueuesThatAreNamedAreClaimedFrom", ClaimCases::queues)
                .add("aClaimForgetsWhyTheRunWaited", b -> {
                    RunRow run = b.carried("a");
                    b.append(run, 2, new RunChange(RunStatus.QUEUED, "retry", Samples.NOW, 0))
                            .await();
                    Expect.equal("retry", b.now(run).state().reason(), "the reason in the queue");
                    Expect.equal(
                            "", b.claim(Samples.OWNER).orElseThrow().state().reason(), "the reason when carried");
                });
    }

    private static void givesTheRun(Bench b) throws Exception {
        RunRow queued = b.queued("a");

        RunRow run = b.claim("engine-2").orElseThrow(() -> new AssertionError("nothing to claim"));

        RunState state = run.state();
        Expect.equal(queued.number(), run.number(), "the number");
        Expect.equal(queued.spec(), run.spec(), "the spec");
        Expect.equal(RunStatus.RUNNING, state.status(), "the status");
        Expect.equal("engine-2", state.owner(), "the owner");
        Expect.equal(1L, state.epoch(), "the epoch");
        Expect.equal(run, b.now(run), "the run as it is found");
        Expect.that(b.claim("engine-3").isEmpty(), "a run is given to one owner only");
        Expect.equal(1, b.read(run).size(), "a claim writes no rows; the rows");
        b.append(run, 2).await();
    }

    private static void due(Bench b) {
        b.queue().submit(Samples.newRun(Samples.spec("later"), Samples.NOW + 10), "");
        b.queue().submit(Samples.newRun(Samples.spec("soon"), Samples.NOW + 5), "");

        Expect.equal(List.of(), b.claimAll(MAIN, Samples.NOW + 4), "the claims before the hour");
        Expect.equal(List.of("soon"), b.claimAll(MAIN, Samples.NOW + 5), "the claims at the first hour");
        b.queue().submit(Samples.newRun(Samples.spec("third"), Samples.NOW + 5), "");
        Expect.equal(List.of("third"), b.claimAll(MAIN, Samples.NOW + 9), "the claims before the second hour");
        Expect.equal(List.of("later"), b.claimAll(MAIN, Samples.NOW + 100), "the claims after the second hour");
    }

    private static void queues(Bench b) {
        b.queued("x", 1);
        b.queued("a");
        b.queued("y", 1);
        b.queued(Samples.spec("urgent", "", "", "y", 9));

        Expect.equal(
                List.of("urgent", "x0", "y0"), b.claimAll(List.of("x", "y"), Samples.NOW), "the claims from x and y");
        Expect.equal(List.of(), b.claimAll(List.of("z"), Samples.NOW), "the claims from an unknown queue");
        Expect.equal(List.of("a"), b.claimAll(MAIN, Samples.NOW), "the claims from the other queue");
    }
}
