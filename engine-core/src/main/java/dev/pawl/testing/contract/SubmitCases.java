package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunQueue.Accepted;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.Expect;
import java.util.List;

/** New runs, keys, and the claim that rides with a submit. Immutable. */
final class SubmitCases {
    private SubmitCases() {}

    static void addTo(CaseList list) {
        list.add("aRunWithoutAClaimerIsQueued", SubmitCases::isQueued)
                .add("aRunWithAClaimerIsItsOwnAtOnce", SubmitCases::isClaimed)
                .add("numbersGrowInTheOrderOfSubmits", b -> {
                    RunRow first = b.queued("a");
                    RunRow second = b.queued("b");
                    Expect.that(first.number() > 0, "a number is above 0: " + first.number());
                    Expect.that(second.number() > first.number(), second.number() + " is above " + first.number());
                })
                .add("aKnownKeyGivesTheRunThatHasIt", SubmitCases::knownKey)
                .add("aKnownKeyGivesTheRunAlsoWhenItHasEnded", SubmitCases::knownKeyOfEnded)
                .add("anEmptyKeyStandsForNothing", b -> {
                    b.queued(Samples.keyed("a", ""));
                    Accepted second = b.queue().submit(Samples.newRun(Samples.keyed("b", "")), "");
                    Expect.that(second.created(), "a second run without a key is created");
                })
                .add("anIdThatIsThereIsRefused", b -> {
                    b.queued("a");
                    var again = Samples.newRun(Samples.keyed("a", "other"));
                    Refusal.expected(Reason.FAILED, () -> b.queue().submit(again, ""), "a second run of that id");
                    Expect.equal(1, b.wholeLog().size(), "the rows");
                    Expect.that(b.query().findByKey("other").isEmpty(), "the key of a refused run is unknown");
                    b.queued(Samples.keyed("b", "other"));
                })
                .add("aSubmitGoesBehindThoseThatAreAhead", b -> {
                    b.queued("a");
                    RunRow second = b.queue()
                            .submit(Samples.newRun(Samples.spec("b")), Samples.OWNER)
                            .run();
                    Expect.equal(RunStatus.QUEUED, second.state().status(), "the status of a run behind another");
                    Expect.equal("", second.state().owner(), "its owner");
                })
                .add("aSubmitOvertakesARunThatIsNotDueYet", b -> {
                    b.queue().submit(Samples.newRun(Samples.spec("later"), Samples.NOW + 1), "");
                    b.carried("now");
                })
                .add("aSubmitOvertakesARunOfAnotherQueue", b -> {
                    b.queued(Samples.in("elsewhere", "side"));
                    b.carried("here");
                })
                .add("aSubmitWithoutAFreeSlotIsQueued", b -> {
                    b.queues().limit("narrow", 1);
                    b.carried(Samples.in("a", "narrow"));
                    RunRow second = b.queue()
                            .submit(Samples.newRun(Samples.in("b", "narrow")), Samples.OWNER)
                            .run();
                    Expect.equal(RunStatus.QUEUED, second.state().status(), "the status of a run beyond the limit");
                })
                .add("aSubmitThatIsNotDueIsQueued", b -> {
                    var run = Samples.newRun(Samples.spec("a"), Samples.NOW + 1);
                    RunState state = b.queue().submit(run, Samples.OWNER).run().state();
                    RunState expected =
                            new RunState(RunStatus.QUEUED, "", "", 0, Samples.NOW + 1, 0, Samples.NOW, 0, 0, 0);
                    Expect.equal(expected, state, "the state of a run that is due later");
                })
                .add("aSubmitThatIsDueNowIsClaimed", b -> {
                    var run = Samples.newRun(Samples.spec("a"), Samples.NOW);
                    Expect.equal(
                            RunStatus.RUNNING,
                            b.queue().submit(run, Samples.OWNER).run().state().status(),
                            "the status");
                });
    }

    private static void isQueued(Bench b) {
        Accepted accepted = b.queue().submit(Samples.newRun(Samples.spec("a")), "");

        Expect.that(accepted.created(), "a new run is created");
        Expect.equal(Samples.spec("a"), accepted.run().spec(), "the spec");
        RunState expected = new RunState(RunStatus.QUEUED, "", "", 0, 0, 0, Samples.NOW, 0, 0, 0);
        Expect.equal(expected, accepted.run().state(), "the state of a new run");
        Expect.equal(accepted.run(), b.now(accepted.run()), "the run as it is found");
    }

    private static void isClaimed(Bench b) throws Exception {
        Accepted accepted = b.queue().submit(Samples.newRun(Samples.spec("a")), Samples.OWNER);

        Expect.that(accepted.created(), "a new run is created");
        RunState expected = new RunState(RunStatus.RUNNING, "", Samples.OWNER, 1, 0, 0, Samples.NOW, Samples.NOW, 1, 0);
        Expect.equal(expected, accepted.run().state(), "the state of a run that is claimed at once");
        Expect.equal(accepted.run(), b.now(accepted.run()), "the run as it is found");
        Expect.that(b.claim("engine-2").isEmpty(), "nobody else gets it");
        b.append(accepted.run(), 2).await();
    }

    private static void knownKey(Bench b) {
        RunRow first = b.queued(Samples.keyed("a", "the-key"));

        Accepted second = b.queue().submit(Samples.newRun(Samples.keyed("b", "the-key")), Samples.OWNER);

        Expect.equal(new Accepted(first, false), second, "the answer to a key that is known");
        Expect.that(b.query().find("b").isEmpty(), "no second run is written");
        Expect.equal(1, b.wholeLog().size(), "the rows");
        Expect.equal(List.of("a"), b.claimAll(List.of(Samples.QUEUE), Samples.NOW), "what can be claimed");
    }

    private static void knownKeyOfEnded(Bench b) throws Exception {
        RunRow run = b.carried(Samples.keyed("a", "the-key"));
        RunRow ended = b.move(run, 2, RunStatus.FAILED);

        // The submitter may come with the same id again, too.
        for (String id : List.of("b", "a")) {
            Accepted again = b.queue().submit(Samples.newRun(Samples.keyed(id, "the-key")), Samples.OWNER);
            Expect.equal(new Accepted(ended, false), again, "the answer to the key of a run that has ended");
        }
    }
}
