package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Of the runs with one concurrency key, only one is carried at a time. Immutable. */
final class ConcurrencyKeyCases {
    private static final List<String> MAIN = List.of(Samples.QUEUE);

    private ConcurrencyKeyCases() {}

    static void addTo(CaseList list) {
        list.add("runsWithOneConcurrencyKeyAreCarriedOneByOne", b -> {
                    List.of("a", "b", "c").forEach(id -> b.queued(Samples.alone(id, "K")));
                    for (String id : List.of("a", "b", "c")) {
                        Expect.equal(List.of(id), b.claimAll(MAIN, Samples.NOW), "the claims");
                        b.move(b.query().find(id).orElseThrow(), 2, RunStatus.COMPLETED);
                    }
                })
                .add("oneClaimOfManyGivesAConcurrencyKeyOnce", b -> {
                    for (String id : List.of("a1", "b1", "a2", "free", "b2")) {
                        b.queued(Samples.alone(id, id.startsWith("free") ? "" : id.substring(0, 1)));
                    }
                    Expect.equal(List.of("a1", "b1", "free"), claimed(b, MAIN, 10), "the claims");
                    Expect.equal(List.of(), claimed(b, MAIN, 10), "the claims after them");
                })
                .add("aConcurrencyKeyHoldsInAllQueues", b -> {
                    b.queued(Samples.alone(Samples.in("a", "x"), "K"));
                    b.queued(Samples.alone(Samples.in("b", "y"), "K"));
                    Expect.equal(List.of("b"), claimed(b, List.of("y"), 10), "the claims from y");
                    Expect.equal(List.of(), claimed(b, List.of("x", "y"), 10), "the claims from both");
                    b.move(b.query().find("b").orElseThrow(), 2, RunStatus.COMPLETED);
                    Expect.equal(List.of("a"), claimed(b, List.of("x", "y"), 10), "the claims when it is free");
                })
                .add("thoseBehindAHeldRunAreGiven", b -> {
                    b.carried(Samples.alone("carried", "K"));
                    for (int i = 0; i < 50; i++) {
                        b.queued(Samples.alone(Samples.weighted("held" + i, i % 3), "K"));
                    }
                    b.queue().submit(Samples.newRun(Samples.alone("held-due", "K"), Samples.NOW - 5), "");
                    b.queued(Samples.alone("other", "L"));
                    b.queued(Samples.weighted("free", -1));
                    Expect.equal(List.of("other", "free"), claimed(b, MAIN, 10), "the claims");
                })
                .add("priorityDecidesAmongRunsWithOneConcurrencyKey", b -> {
                    b.queued(Samples.alone(Samples.weighted("low", 0), "K"));
                    b.queued(Samples.alone(Samples.weighted("high", 1), "K"));
                    Expect.equal(List.of("high"), claimed(b, MAIN, 10), "the claims");
                })
                .add("aSubmitDoesNotStartBesideItsConcurrencyKey", b -> {
                    b.carried(Samples.alone(Samples.in("a", "side"), "K"));
                    Expect.equal(
                            RunStatus.QUEUED, submitted(b, Samples.alone("b", "K")), "the status of one with the key");
                    Expect.equal(RunStatus.RUNNING, submitted(b, Samples.alone("c", "L")), "the status of another");
                    Expect.equal(RunStatus.RUNNING, submitted(b, Samples.spec("d")), "the status of one without a key");
                })
                .add("aSubmitOvertakesARunThatIsHeldByItsConcurrencyKey", b -> {
                    b.carried(Samples.alone("a", "K"));
                    b.queued(Samples.alone("held", "K"));
                    b.queue().submit(Samples.newRun(Samples.alone("held-due", "K"), Samples.NOW), "");
                    Expect.equal(RunStatus.RUNNING, submitted(b, Samples.alone("b", "L")), "the status");
                })
                .add("aSubmitGoesBehindAnotherOfItsConcurrencyKey", b -> {
                    b.queued(Samples.alone("a", "K"));
                    Expect.equal(RunStatus.QUEUED, submitted(b, Samples.alone("b", "K")), "the status");
                    Expect.equal(List.of("a"), claimed(b, MAIN, 10), "the claims");
                })
                .add("aRunThatLetsGoFreesItsConcurrencyKey", ConcurrencyKeyCases::freed)
                .add("aWaitingRunThatIsDueIsHeldByItsConcurrencyKey", ConcurrencyKeyCases::waitingIsHeld)
                .add("anOwnerThatLeavesFreesItsConcurrencyKeys", b -> {
                    b.carried(Samples.alone("a", "K"));
                    b.queued(Samples.alone(Samples.weighted("b", 1), "K"));
                    b.queue().leave(Samples.OWNER);
                    Expect.equal(List.of("b"), claimed(b, MAIN, 10), "the claims");
                })
                .add("aTakeOverFreesConcurrencyKeys", b -> {
                    b.queue().submit(Samples.newRun(Samples.alone("a", "K")), "never-joined");
                    b.queued(Samples.alone(Samples.weighted("b", 1), "K"));
                    Expect.equal(List.of(), claimed(b, MAIN, 10), "the claims before");
                    b.takeOver(Samples.NOW);
                    Expect.equal(List.of("b"), claimed(b, MAIN, 10), "the claims");
                })
                .add("aConcurrencyKeyIsNoKeyOfARun", b -> {
                    b.queued(Samples.alone("a", "K"));
                    Expect.that(b.query().findByKey("K").isEmpty(), "no run is found by its concurrency key");
                    Expect.equal("K", b.query().find("a").orElseThrow().spec().concurrencyKey(), "the concurrency key");
                })
                .add("aConcurrencyKeyHoldsUnderManyClaimers", ConcurrencyKeyCases::holdsUnderMany);
    }

    private static void freed(Bench b) throws Exception {
        for (RunStatus status : RunStatus.values()) {
            String key = "key of " + status;
            RunRow run = b.carried(Samples.alone("to-" + status, key));
            long due = status == RunStatus.QUEUED ? Samples.NOW + 1_000 : 0;
            b.append(run, 2, new RunChange(status, "", due, 0)).await();
            boolean keeps = status == RunStatus.RUNNING || status == RunStatus.CANCELLING;

            RunStatus next = submitted(b, Samples.alone("after-" + status, key));

            Expect.equal(
                    keeps ? RunStatus.QUEUED : RunStatus.RUNNING,
                    next,
                    "the status of one behind a run that is " + status);
            if (keeps) {
                b.move(run, 3, RunStatus.COMPLETED);
                Expect.equal(List.of("after-" + status), claimed(b, MAIN, 10), "the claims when it has ended");
            }
        }
    }

    private static void waitingIsHeld(Bench b) throws Exception {
        RunRow waiting = b.carried(Samples.alone("waiting", "K"));
        b.append(waiting, 2, new RunChange(RunStatus.WAITING, "", Samples.NOW + 1, 0))
                .await();
        RunRow other = b.carried(Samples.alone("other", "K"));

        Expect.that(b.claim(Samples.OWNER, Samples.NOW + 9).isEmpty(), "the run is held while another has its key");
        b.move(other, 2, RunStatus.PARKED);
        Expect.equal(List.of("waiting"), b.claimAll(MAIN, Samples.NOW + 9), "the claims when the key is free");
    }

    /** Two claim from two queues, with three keys; nobody lets go of a run before everybody has tried to get one. */
    private static void holdsUnderMany(Bench b) throws Exception {
        int all = 60;
        int threads = 4;
        for (int i = 0; i < all; i++) {
            b.queued(Samples.alone(Samples.in("run" + i, "side" + i % 2), "K" + i % 3));
        }
        b.queues().limit("side0", 100);
        b.queues().limit("side1", 100);
        Set<String> keys = ConcurrentHashMap.newKeySet();
        var ended = new AtomicInteger();
        var over = new AtomicBoolean();
        var everybody = new CyclicBarrier(threads, () -> over.set(ended.get() == all));

        Together.start(threads, i -> {
            while (!over.get()) {
                var claimed = b.queue().claim(List.of("side" + i % 2), "engine-" + i, Samples.NOW, 2);
                for (RunRow run : claimed) {
                    Expect.that(keys.add(run.spec().concurrencyKey()), "only " + run + " is carried of its key");
                }
                everybody.await(Expect.LIMIT_SECONDS, TimeUnit.SECONDS);
                for (RunRow run : claimed) {
                    keys.remove(run.spec().concurrencyKey());
                    b.move(run, 2, RunStatus.COMPLETED);
                    ended.incrementAndGet();
                }
                everybody.await(Expect.LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        });

        Expect.equal((long) all, b.query().counts().getOrDefault(RunStatus.COMPLETED, 0L), "the completed runs");
    }

    private static List<String> claimed(Bench b, List<String> queues, int max) {
        return b.queue().claim(queues, Samples.OWNER, Samples.NOW, max).stream()
                .map(run -> run.spec().id())
                .toList();
    }

    private static RunStatus submitted(Bench b, RunSpec spec) {
        return b.queue()
                .submit(Samples.newRun(spec), Samples.OWNER)
                .run()
                .state()
                .status();
    }
}
