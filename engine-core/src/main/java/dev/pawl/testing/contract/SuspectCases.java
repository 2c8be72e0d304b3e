package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import dev.pawl.testing.Expect;
import java.util.List;

/** Runs whose owners are lost, again and again. Immutable. */
final class SuspectCases {
    private static final List<String> MAIN = List.of(Samples.QUEUE);

    private SuspectCases() {}

    static void addTo(CaseList list) {
        list.add("anOwnerThatIsLostWithoutProgressIsAStrike", b -> {
                    RunRow run = b.queued("a");
                    for (int strikes = 1; strikes <= RunState.POISON; strikes++) {
                        lose(b, "lost-" + strikes);
                        Expect.equal(strikes, strikes(b, run), "the strikes");
                    }
                })
                .add("aRunThatWasClaimedByItsSubmitGetsItsStrikeToo", b -> {
                    RunRow run = b.queue()
                            .submit(Samples.newRun(Samples.spec("a")), "lost-1")
                            .run();
                    b.takeOver(Samples.NOW);
                    Expect.equal(1, strikes(b, run), "the strikes");
                })
                .add("whatIsWrittenAgainEachTimeIsNoProgress", b -> {
                    RunRow run = b.queued("a");
                    lose(b, "lost-1");
                    RunRow claimed = claimed(b, "lost-2");
                    b.log()
                            .append(Checkpoint.of(run.number(), 2, Samples.repeated(run.number(), 2)))
                            .await();
                    b.takeOver(Samples.NOW);
                    Expect.equal(2L, claimed.state().epoch(), "the epoch");
                    Expect.equal(2, strikes(b, run), "the strikes");
                })
                .add("progressForgivesAllStrikes", b -> {
                    RunRow run = b.queued("a");
                    lose(b, "lost-1");
                    b.append(claimed(b, "lost-2"), 2).await();
                    b.takeOver(Samples.NOW);
                    Expect.equal(0, strikes(b, run), "the strikes after progress");
                    lose(b, "lost-3");
                    Expect.equal(1, strikes(b, run), "the strikes after a loss without more of it");
                })
                .add("anOwnerThatLeavesIsNoStrike", b -> {
                    RunRow run = b.queued("a");
                    lose(b, "lost-1");
                    claimed(b, Samples.OWNER);
                    b.queue().leave(Samples.OWNER);
                    Expect.equal(1, strikes(b, run), "the strikes");
                })
                .add("aRunThatWaitsIsForgiven", b -> {
                    RunRow run = b.queued("a");
                    lose(b, "lost-1");
                    RunRow waiting = b.move(claimed(b, Samples.OWNER), 2, RunStatus.WAITING);
                    Expect.equal(0, waiting.state().strikes(), "the strikes");
                    Expect.equal(run.number(), waiting.number(), "the run");
                })
                .add("aSuspectRunIsClaimedAlone", b -> {
                    suspect(b, "a");
                    b.queued("b");
                    Expect.equal(List.of("a"), claims(b, 10), "the claims of an owner that has nothing");
                    Expect.equal(List.of(), claims(b, 10), "the claims beside a suspect run");
                    Expect.equal(
                            RunStatus.QUEUED,
                            b.status(b.queue()
                                    .submit(Samples.newRun(Samples.spec("c")), Samples.OWNER)
                                    .run()),
                            "a submit beside a suspect run");
                })
                .add("aSuspectRunWaitsUntilItsOwnerHasNothingElse", b -> {
                    RunRow busy = b.carried("busy");
                    suspect(b, "a");
                    b.queued("b");
                    Expect.equal(List.of(), claims(b, 10), "the claims while something is carried");
                    b.move(busy, 2, RunStatus.COMPLETED);
                    Expect.equal(List.of("a"), claims(b, 10), "the claims when nothing is");
                })
                .add("whatStandsBeforeASuspectRunIsClaimedBeforeIt", b -> {
                    b.queued("first");
                    RunRow a = b.queued("a");
                    b.queue().claim(MAIN, "lost-1", Samples.NOW, 10);
                    b.takeOver(Samples.NOW);
                    RunRow first =
                            b.queue().claim(MAIN, Samples.OWNER, Samples.NOW).orElseThrow();
                    lose(b, "lost-2");
                    b.append(first, 2).await();
                    b.queue().leave(Samples.OWNER);
                    Expect.equal(2, strikes(b, a), "the strikes");
                    Expect.equal(List.of("first"), claims(b, 10), "the claims");
                })
                .add("anotherOwnerIsNotHeldUpByASuspectRun", b -> {
                    b.queue().join("engine-2");
                    suspect(b, "a");
                    claims(b, 1);
                    b.queued("b");
                    RunRow other = b.claim("engine-2").orElseThrow(() -> new AssertionError("nothing was claimed"));
                    Expect.equal("b", other.spec().id(), "the claim of another owner");
                });
    }

    private static RunRow suspect(Bench b, String id) {
        RunRow run =
                b.queue().submit(Samples.newRun(Samples.spec(id)), "lost-1").run();
        b.takeOver(Samples.NOW);
        Expect.equal(1, strikes(b, run), "the strikes of " + id);
        lose(b, "lost-2");
        Expect.equal(true, b.now(run).state().isSuspect(), "whether " + id + " is suspect");
        return run;
    }

    private static RunRow claimed(Bench b, String owner) {
        return b.claim(owner).orElseThrow(() -> new AssertionError("nothing was claimed by " + owner));
    }

    /** An owner that nobody knows as alive claims the next run. */
    private static void lose(Bench b, String owner) {
        claimed(b, owner);
        b.takeOver(Samples.NOW);
    }

    private static int strikes(Bench b, RunRow run) {
        return b.now(run).state().strikes();
    }

    private static List<String> claims(Bench b, int max) {
        return b.queue().claim(MAIN, Samples.OWNER, Samples.NOW, max).stream()
                .map(run -> run.spec().id())
                .toList();
    }
}
