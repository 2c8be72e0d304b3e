package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.Definitions.Definition;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.Repository;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.Wait;
import dev.pawl.testing.Expect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is there again when the same data is opened once more. Immutable. */
final class DurableCases {
    private final UnaryOperator<Repository> reopen;

    DurableCases(UnaryOperator<Repository> reopen) {
        this.reopen = reopen;
    }

    void addTo(CaseList list) {
        list.add("aDurableRepositorySaysSo", b -> Expect.that(b.repository().isDurable(), "the repository is durable"));
        list.add("rowsOutliveTheRepository", this::rows);
        list.add("runsOutliveTheRepository", this::runs);
        list.add("whatNobodyAwaitedOutlivesTheRepository", this::unawaited);
        list.add("mailOutlivesTheRepository", this::mail);
        list.add("waitsOutliveTheRepository", this::waits);
        list.add("definitionsOutliveTheRepository", this::definitions);
        list.add("numbersAndPositionsGoOn", this::numbersGoOn);
    }

    private void rows(Bench b) throws Exception {
        RunRow run = b.carried("a");
        byte[] big = new byte[3_000_000];
        big[1_234_567] = 1;
        b.append(run, 2).await();
        b.log()
                .append(Checkpoint.of(run.number(), 1, Samples.row(run.number(), 3, ContentCases.TEXT, big)))
                .await();
        b.append(b.carried("b"), 2).await();
        List<LogRow> log = b.wholeLog();
        List<LogRow> ofRun = b.read(run);

        try (Repository opened = reopen.apply(b.repository())) {
            var after = new Bench(opened);
            Expect.equal(log, after.wholeLog(), "the log");
            Expect.equal(ofRun, after.read(run), "the rows of a run");
            Expect.equal(5L, after.log().lastPosition(), "the last position");
        }
    }

    private void runs(Bench b) throws Exception {
        RunRow waiting = b.carried(Samples.spec("a", "key", "job:1", Samples.QUEUE, 7));
        b.append(waiting, 2, new RunChange(RunStatus.WAITING, "approval", Samples.NOW + 99, 2))
                .await();
        b.move(b.carried("b"), 2, RunStatus.COMPLETED);
        b.queued("c");
        RunRow before = b.now(waiting);

        try (Repository opened = reopen.apply(b.repository())) {
            var after = new Bench(opened);
            Expect.equal(Optional.of(before), after.query().find("a"), "the run by id");
            Expect.equal(Optional.of(before), after.query().findByKey("key"), "the run by key");
            for (var status : List.of(RunStatus.WAITING, RunStatus.COMPLETED, RunStatus.QUEUED)) {
                Expect.equal(1L, after.query().counts().get(status), "how many are " + status);
            }
        }
    }

    private void unawaited(Bench b) throws Exception {
        RunRow run = b.carried("a");
        List<Commit> commits = new ArrayList<>();
        for (long seq = 2; seq <= 40; seq++) {
            commits.add(b.append(run, seq));
        }
        try (Repository opened = reopen.apply(b.repository())) {
            for (Commit commit : commits) {
                commit.await();
            }
            Expect.equal(40, new Bench(opened).read(run).size(), "the rows");
        }
    }

    private void mail(Bench b) throws Exception {
        RunRow run = b.carried("a");
        long taken = b.post(run, "one");
        long kept = b.post(run, "two");
        var rows = List.of(Samples.row(run.number(), 2));
        b.log()
                .append(new Checkpoint(run.number(), 1, rows, Optional.empty(), List.of(taken)))
                .await();

        try (Repository opened = reopen.apply(b.repository())) {
            var after = new Bench(opened);
            Mail mail = after.mailbox().of(run.number(), 9).get(0);
            Expect.equal(List.of("two"), after.mailOf(run), "the mail");
            Expect.equal(kept, mail.number(), "its number");
            Expect.equal("body of two", new String(mail.body(), java.nio.charset.StandardCharsets.UTF_8), "its body");
            Expect.that(after.post(run, "three") > kept, "mail numbers go on");
        }
    }

    private void waits(Bench b) throws Exception {
        RunRow run = b.carried("a");
        Wait kept = Samples.signal(run, "kept", "one");
        var rows = List.of(Samples.row(run.number(), 2));
        var opened = List.of(kept, Samples.signal(run, "closed", "two"));
        b.log()
                .append(new Checkpoint(run.number(), 1, rows, Optional.empty(), List.of(), opened, List.of()))
                .await();
        RunRow ended = b.carried("ended");
        rows = List.of(Samples.row(ended.number(), 2));
        b.log()
                .append(new Checkpoint(
                        ended.number(),
                        1,
                        rows,
                        Optional.empty(),
                        List.of(),
                        List.of(Samples.signal(ended, "a", "one")),
                        List.of()))
                .await();
        b.move(ended, 3, RunStatus.COMPLETED);
        // Nobody waits for it.
        rows = List.of(Samples.row(run.number(), 3));
        b.log()
                .append(new Checkpoint(
                        run.number(), 1, rows, Optional.empty(), List.of(), List.of(), List.of("closed")));

        try (Repository reopened = reopen.apply(b.repository())) {
            var after = new Bench(reopened);
            Expect.equal(List.of(kept), after.query().waits(run.number()), "the waits of the run");
            Expect.equal(List.of(kept), after.query().waits("SIGNAL", "", 0, "", 9), "all waits");
            Expect.equal(List.of(kept), after.query().waits("SIGNAL", "one", 0, "", 9), "the waits by name");
        }
    }

    private void definitions(Bench b) {
        var definition = new Definition("f1", "publish", 3, "{\"steps\":[]}");
        b.repository().definitions().save(definition);

        try (Repository opened = reopen.apply(b.repository())) {
            Expect.equal(Optional.of(definition), opened.definitions().find("f1"), "the definition");
        }
    }

    private void numbersGoOn(Bench b) throws Exception {
        RunRow run = b.move(b.carried("a"), 2, RunStatus.COMPLETED);

        try (Repository opened = reopen.apply(b.repository())) {
            var after = new Bench(opened);
            RunRow next = after.carried("b");
            after.append(next, 2).await();
            Expect.that(next.number() > run.number(), "run numbers go on");
            Expect.equal(
                    List.of(3L, 4L),
                    after.read(next).stream().map(LogRow::position).toList(),
                    "the positions");
        }
    }
}
