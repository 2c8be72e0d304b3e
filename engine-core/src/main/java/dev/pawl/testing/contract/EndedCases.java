package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.EndedRuns;
import dev.pawl.store.EndedRuns.Ended;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.testing.Expect;
import java.time.Instant;
import java.util.List;

/** When runs began and ended. Immutable. */
final class EndedCases {
    private static final long FROM_THE_TOP = Long.MAX_VALUE;
    private static final int ALL = 100;

    private EndedCases() {}

    static void addTo(CaseList list) {
        list.add("aRunHasStartedWhenItWasClaimedFirst", b -> {
                    RunRow queued = b.queued("a");
                    Expect.equal(0L, queued.state().started(), "the start of a run that is queued");
                    RunRow claimed = b.claim(Samples.OWNER, Samples.NOW + 5).orElseThrow();
                    Expect.equal(Samples.NOW + 5, claimed.state().started(), "the start of a run that is claimed");
                    b.move(claimed, 2, RunStatus.QUEUED);
                    RunRow again = b.claim(Samples.OWNER, Samples.NOW + 99).orElseThrow();
                    Expect.equal(Samples.NOW + 5, again.state().started(), "the start of a run that is claimed again");
                    Expect.equal(
                            Samples.NOW + 5,
                            b.move(again, 3, RunStatus.COMPLETED).state().started(),
                            "the start of a run that has ended");
                })
                .add(
                        "aRunThatIsClaimedWithItsSubmitHasStartedThen",
                        b -> Expect.equal(Samples.NOW, b.carried("a").state().started(), "the start"))
                .add("onlyRunsThatHaveEndedAreListedAsEnded", b -> {
                    b.carried("running");
                    b.move(b.carried("waiting"), 2, RunStatus.WAITING);
                    RunRow done = b.move(b.carried("done"), 2, RunStatus.COMPLETED);
                    RunRow failed = b.move(b.carried("failed"), 2, RunStatus.FAILED);
                    RunRow cancelled = b.move(b.carried("cancelled"), 2, RunStatus.CANCELLED);
                    b.queued("queued");
                    long end = Samples.NOW + 2;
                    Expect.equal(
                            List.of(
                                    new Ended(cancelled.number(), RunStatus.CANCELLED, Samples.NOW, Samples.NOW, end),
                                    new Ended(failed.number(), RunStatus.FAILED, Samples.NOW, Samples.NOW, end),
                                    new Ended(done.number(), RunStatus.COMPLETED, Samples.NOW, Samples.NOW, end)),
                            b.query().ended(EndedRuns.all(), FROM_THE_TOP, ALL),
                            "the runs that have ended");
                })
                .add("endedRunsHavePages", b -> {
                    for (RunRow run : b.carried("r", 5)) {
                        b.move(run, 2, RunStatus.COMPLETED);
                    }
                    List<Long> first = numbers(b, EndedRuns.all(), FROM_THE_TOP, 2);
                    Expect.equal(List.of(5L, 4L), first, "the first page");
                    Expect.equal(List.of(3L, 2L), numbers(b, EndedRuns.all(), 4, 2), "the second page");
                    Expect.equal(List.of(1L), numbers(b, EndedRuns.all(), 2, 2), "the last page");
                    Expect.equal(List.of(), numbers(b, EndedRuns.all(), FROM_THE_TOP, 0), "no page");
                })
                .add("endedRunsAreFiltered", EndedCases::filtered);
    }

    private static void filtered(Bench b) throws Exception {
        b.move(b.carried(Samples.about("a", "site:1")), 2, RunStatus.COMPLETED);
        b.move(b.carried(Samples.about("b", "site:2")), 2, RunStatus.FAILED);
        b.move(b.carried(otherPipeline(Samples.about("c", "site:1"))), 2, RunStatus.COMPLETED);
        b.append(b.carried("d"), 2).await();
        b.move(b.now(b.query().find("d").orElseThrow()), 3, RunStatus.COMPLETED);

        Expect.equal(List.of(4L, 2L, 1L), numbers(b, EndedRuns.ofPipeline("publish")), "the runs of a pipeline");
        Expect.equal(List.of(3L), numbers(b, EndedRuns.ofPipeline("other")), "the runs of another");
        Expect.equal(List.of(3L, 1L), numbers(b, EndedRuns.ofSubject("site:1")), "the runs of a subject");
        Expect.equal(
                List.of(1L), numbers(b, new EndedRuns("publish", "site:1", 0)), "the runs of a pipeline and a subject");
        Expect.equal(
                List.of(4L),
                numbers(b, EndedRuns.all().since(Instant.ofEpochMilli(Samples.NOW + 3))),
                "the later ones");
        Expect.equal(List.of(), numbers(b, EndedRuns.ofPipeline("publi%")), "the runs of a pipeline that is none");
    }

    private static RunSpec otherPipeline(RunSpec of) {
        return new RunSpec(
                of.id(),
                of.key(),
                of.inputDigest(),
                "other",
                of.version(),
                of.fingerprint(),
                of.subject(),
                of.queue(),
                of.priority(),
                of.concurrencyKey(),
                of.origin(),
                of.created());
    }

    private static List<Long> numbers(Bench b, EndedRuns which) {
        return numbers(b, which, FROM_THE_TOP, ALL);
    }

    private static List<Long> numbers(Bench b, EndedRuns which, long before, int max) {
        return b.query().ended(which, before, max).stream().map(Ended::number).toList();
    }
}
