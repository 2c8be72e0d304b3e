package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunQueue.Accepted;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How many runs of a queue may be QUEUED. Immutable. */
final class CapacityCases {
    private static final List<String> SMALL = List.of("small");

    private CapacityCases() {}

    static void addTo(CaseList list) {
        list.add("aFullQueueRefusesOneMore", CapacityCases::refusesOneMore)
                .add("aRefusedSubmitWritesNothing", CapacityCases::writesNothing)
                .add("aCapacityOfNoneIsNone", b -> {
                    b.queues().capacity("small", 1);
                    b.queues().capacity("small", 0);
                    b.queued("small", 20);
                    Expect.equal(20L, b.queues().find("small").queued(), "how many are QUEUED");
                })
                .add("aKnownKeyIsAnsweredByAFullQueue", b -> {
                    b.queues().capacity("small", 1);
                    RunRow run = b.queued(Samples.spec("a", "the-key", "", "small", 0));
                    RunSpec again = Samples.spec("b", "the-key", "", "small", 0);
                    Expect.equal(
                            new Accepted(run, false),
                            b.queue().submit(Samples.newRun(again), ""),
                            "the answer to a known key");
                })
                .add("whatIsClaimedAtOnceNeedsNoRoom", CapacityCases::claimedAtOnce)
                .add("aHeldQueueTakesAsManyAsItsCapacity", b -> {
                    b.queues().limit("small", 0);
                    b.queues().capacity("small", 2);
                    for (String id : List.of("a", "b")) {
                        b.queue().submit(Samples.newRun(Samples.in(id, "small")), Samples.OWNER);
                    }
                    isFull(b, "c", Samples.OWNER);
                })
                .add("whatIsDueLaterTakesRoom", b -> {
                    b.queues().capacity("small", 1);
                    b.queue().submit(Samples.newRun(Samples.in("later", "small"), Samples.NOW + 60_000), "");
                    isFull(b, "a", "");
                })
                .add("whatComesBackIsNeverRefused", CapacityCases::comesBack)
                .add("aClaimMakesRoom", b -> {
                    b.queues().capacity("small", 1);
                    b.queued(Samples.in("a", "small"));
                    isFull(b, "b", "");
                    Expect.equal(List.of("a"), b.claimAll(SMALL, Samples.NOW), "the claims");
                    b.queued(Samples.in("b", "small"));
                    isFull(b, "c", "");
                })
                .add("aLoweredCapacityLeavesThoseThatAreThere", b -> {
                    b.queued("small", 3);
                    b.queues().capacity("small", 1);
                    isFull(b, "a", "");
                    Expect.equal(3, b.claimAll(SMALL, Samples.NOW).size(), "how many are claimed");
                })
                .add("aFullQueueDoesNotConcernAnother", b -> {
                    b.queues().capacity("small", 1);
                    b.queued("small", 1);
                    b.queued("other", 5);
                    Expect.equal(5L, b.queues().find("other").queued(), "how many are QUEUED in the other queue");
                })
                .add("theCapacityHoldsUnderManySubmitters", CapacityCases::holdsUnderMany);
    }

    private static void refusesOneMore(Bench b) throws Exception {
        b.queues().capacity("small", 2);
        b.queued("small", 2);

        StoreException refusal = isFull(b, "one-more", "");

        String message = refusal.getMessage();
        for (String part : List.of("'small'", "2", "pipeline publish", "capacity", "; ")) {
            Expect.that(message.contains(part), "'" + part + "' is in the message: " + message);
        }
        Expect.equal(2L, b.queues().find("small").queued(), "how many are QUEUED");
    }

    private static void writesNothing(Bench b) throws Exception {
        b.queues().capacity("small", 1);
        b.queued("small", 1);
        var told = new Told();
        b.log().watch(told);

        Refusal.expected(
                Reason.QUEUE_FULL,
                () -> b.queue().submit(Samples.newRun(Samples.spec("a", "the-key", "", "small", 0)), ""),
                "a submit to a full queue");

        Expect.equal(1, b.wholeLog().size(), "the rows");
        Expect.that(b.query().find("a").isEmpty(), "the id is unknown");
        Expect.that(b.query().findByKey("the-key").isEmpty(), "the key is unknown");
        Expect.equal(1L, b.query().counts().get(RunStatus.QUEUED), "the count");
        b.queues().capacity("small", 2);
        RunRow run = b.queued(Samples.spec("a", "the-key", "", "small", 0));
        told.awaitRow(run, 1);
        Expect.equal(1, told.rows().size(), "what was told");
        Expect.equal(List.of(1L), b.seqs(run), "the rows of the run when there is room");
    }

    private static void claimedAtOnce(Bench b) throws Exception {
        b.queues().limit("small", 2);
        b.queues().capacity("small", 1);
        b.queue().submit(Samples.newRun(Samples.in("later", "small"), Samples.NOW + 60_000), "");

        for (String id : List.of("a", "b")) {
            RunRow run = b.queue()
                    .submit(Samples.newRun(Samples.in(id, "small")), Samples.OWNER)
                    .run();
            Expect.equal(RunStatus.RUNNING, run.state().status(), "the status of " + id);
        }

        isFull(b, "c", Samples.OWNER);
    }

    private static void comesBack(Bench b) throws Exception {
        b.queues().limit("small", 2);
        b.queues().capacity("small", 1);
        RunRow waiting = b.move(b.carried(Samples.in("waiting", "small")), 2, RunStatus.WAITING);
        RunRow left = b.carried(Samples.in("left", "small"));
        RunRow again = b.carried(Samples.in("again", "small"));
        b.queued("small", 1);

        b.post(waiting, "go");
        b.move(again, 2, RunStatus.QUEUED);
        b.queue().leave(Samples.OWNER);

        Expect.equal(RunStatus.QUEUED, b.status(waiting), "the status of the run that has mail");
        Expect.equal(RunStatus.QUEUED, b.status(again), "the status of the run that goes on later");
        Expect.equal(RunStatus.QUEUED, b.status(left), "the status of the run whose owner has left");
        Expect.equal(4L, b.queues().find("small").queued(), "how many are QUEUED");
        isFull(b, "one-more", "");
    }

    private static void holdsUnderMany(Bench b) throws Exception {
        b.queues().limit("small", 0);
        b.queues().capacity("small", 25);
        Queue<Reason> refused = new ConcurrentLinkedQueue<>();

        Together.start(8, i -> {
            for (int j = 0; j < 10; j++) {
                try {
                    b.queued(Samples.in("run-" + i + "-" + j, "small"));
                } catch (StoreException e) {
                    refused.add(e.reason());
                }
            }
        });

        Expect.equal(25L, b.queues().find("small").queued(), "how many are QUEUED");
        Expect.equal(25, b.wholeLog().size(), "the rows");
        Expect.equal(55, refused.size(), "how many were refused");
        Expect.equal(List.of(Reason.QUEUE_FULL), refused.stream().distinct().toList(), "why");
    }

    private static StoreException isFull(Bench b, String id, String claimer) throws Exception {
        return Refusal.expected(
                Reason.QUEUE_FULL,
                () -> b.queue().submit(Samples.newRun(Samples.in(id, "small")), claimer),
                "the submit of " + id + " to a full queue");
    }
}
