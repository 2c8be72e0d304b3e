package dev.pawl.testing.contract;

import dev.pawl.event.EventFilter;
import dev.pawl.event.RunStatus;
import dev.pawl.store.Commit;
import dev.pawl.store.Definitions.Definition;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.Expect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** The end of a watch, and of a repository. Immutable. */
final class ClosingCases {
    private ClosingCases() {}

    static void addTo(CaseList list) {
        list.add("closingEndsAWatch", ClosingCases::ofAWatch)
                .add("closingAWatchTwiceIsNothing", b -> {
                    var watching = b.log().watch(new Told());
                    watching.close();
                    watching.close();
                    b.queued("a");
                })
                .add("closingCommitsWhatWaits", ClosingCases::commitsWhatWaits)
                .add("closingDecidesEveryCommit", ClosingCases::decidesEveryCommit)
                .add("whatIsAppendedAfterClosingIsRefused", b -> {
                    RunRow run = b.carried("a");
                    b.repository().close();
                    Refusal.expected(Reason.CLOSED, b.append(run, 2), "an append after closing");
                })
                .add("onDoneRunsAlsoAfterClosing", b -> {
                    RunRow run = b.carried("a");
                    b.repository().close();
                    var done = new CountDownLatch(1);
                    b.append(run, 2, RunChange.to(RunStatus.COMPLETED, "")).onDone(done::countDown);
                    Expect.soon(done, "the action on a commit after closing");
                })
                .add("everyCallAfterClosingIsRefused", ClosingCases::everyCall)
                .add("closingTwiceIsNothing", b -> {
                    b.repository().close();
                    b.repository().close();
                });
    }

    private static void ofAWatch(Bench b) throws Exception {
        RunRow run = b.carried("a");
        var ended = new Told();
        var goesOn = new Told();
        var watching = b.log().watch(ended);
        b.log().watch(goesOn);
        b.append(run, 2).await();
        ended.awaitRow(run, 2);
        goesOn.awaitRow(run, 2);
        watching.close();

        b.append(run, 3).await();
        goesOn.awaitRow(run, 3);
        b.append(run, 4).await();
        goesOn.awaitRow(run, 4);
        Expect.that(
                ended.rows().stream().allMatch(row -> row.seq() <= 2),
                "a watch that was closed is told nothing more: " + ended.rows());
    }

    private static void commitsWhatWaits(Bench b) throws Exception {
        RunRow run = b.carried("a");
        b.append(run, 2).await();
        var told = new Told();
        b.log().watch(told);
        Commit last = b.append(run, 3);

        b.repository().close();

        Expect.that(last.isDone(), "what was appended before closing is decided when close() returns");
        last.await();
        told.awaitRow(run, 3);
    }

    private static void decidesEveryCommit(Bench b) throws Exception {
        List<RunRow> runs = b.carried("run", 4);
        var halfWay = new CountDownLatch(1);
        var unexpected = new AtomicReference<String>("");

        Together.start(5, i -> {
            if (i == 4) {
                halfWay.await();
                b.repository().close();
                return;
            }
            for (long seq = 2; seq < 200; seq++) {
                var commit = b.append(runs.get(i), seq);
                if (seq == 50) {
                    halfWay.countDown();
                }
                if (seq % 10 == 0) {
                    commit.onDone(() -> commit.refusal()
                            .filter(refusal -> refusal.reason() != Reason.CLOSED)
                            .ifPresent(refusal -> unexpected.set(refusal.toString())));
                    settle(commit);
                }
            }
        });

        Expect.equal("", unexpected.get(), "a refusal for another reason than CLOSED");
    }

    private static void settle(Commit commit) throws InterruptedException {
        var done = new CountDownLatch(1);
        commit.onDone(done::countDown);
        Expect.soon(done, "the end of a commit while the repository closes");
    }

    private static void everyCall(Bench b) throws Exception {
        RunRow run = b.carried("a");
        b.repository().close();

        Map<String, ContractCase.Body> calls = new LinkedHashMap<>();
        calls.put("read", () -> b.log().read(run.number(), 0, 1));
        calls.put("follow", () -> b.log().follow(EventFilter.all(), 0, 1));
        calls.put("watch", () -> b.log().watch(new Told()));
        calls.put("submit", () -> b.queued("b"));
        calls.put("claim", () -> b.claim(Samples.OWNER));
        calls.put("next due", () -> b.queue().nextDue(List.of("main"), 0));
        calls.put("limit", () -> b.queues().limit("main", 2));
        calls.put("capacity", () -> b.queues().capacity("main", 2));
        calls.put("pause", () -> b.queues().pause("main", true));
        calls.put("find a queue", () -> b.queues().find("main"));
        calls.put("all queues", () -> b.queues().all());
        calls.put("ahead", () -> b.queues().ahead(run));
        calls.put("join", () -> b.queue().join(Samples.OWNER));
        calls.put("takeOver", () -> b.takeOver(Samples.NOW));
        calls.put("post", () -> b.post(run, "go"));
        calls.put("mail", () -> b.mailOf(run));
        calls.put("mail to an owner", () -> b.mailbox().toOwner(Samples.OWNER, 0, 1));
        calls.put("find by id", () -> b.query().find("a"));
        calls.put("find by number", () -> b.query().find(run.number()));
        calls.put("find by key", () -> b.query().findByKey("k"));
        calls.put("list", () -> b.query().list(RunFilter.all(), Long.MAX_VALUE, 1));
        calls.put("counts", () -> b.query().counts());
        calls.put("waits of a run", () -> b.query().waits(run.number()));
        calls.put("waits of a kind", () -> b.query().waits("SIGNAL", "", 0, "", 1));
        calls.put("save", () -> b.repository().definitions().save(new Definition("f", "p", 1, "{}")));
        calls.put("find a definition", () -> b.repository().definitions().find("f"));
        for (var call : calls.entrySet()) {
            Refusal.expected(Reason.CLOSED, call.getValue(), call.getKey() + " after closing");
        }
        Expect.that(!b.repository().toString().isBlank(), "a closed repository still says what it is");
    }
}
