package dev.pawl.testing.contract;

import dev.pawl.event.EventFilter;
import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Queues;
import dev.pawl.store.Repository;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.testing.Expect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A repository on trial, and the words in which the cases speak of it. Thread-safe. */
record Bench(Repository repository) {
    static Bench with(Repository repository) {
        repository.queues().limit(Samples.QUEUE, 1_000);
        repository.queue().join(Samples.OWNER);
        return new Bench(repository);
    }

    RunLog log() {
        return repository.log();
    }

    RunQueue queue() {
        return repository.queue();
    }

    Queues queues() {
        return repository.queues();
    }

    RunQuery query() {
        return repository.query();
    }

    Mailbox mailbox() {
        return repository.mailbox();
    }

    RunRow queued(String id) {
        return queued(Samples.spec(id));
    }

    RunRow queued(RunSpec spec) {
        return queue().submit(Samples.newRun(spec), "").run();
    }

    /** Runs with ids that are the queue's name and 0, 1, 2. */
    void queued(String queue, int howMany) {
        for (int i = 0; i < howMany; i++) {
            queued(Samples.in(queue + i, queue));
        }
    }

    /** A run that the sample owner carries, in its first epoch. */
    RunRow carried(String id) {
        return carried(Samples.spec(id));
    }

    RunRow carried(RunSpec spec) {
        RunRow run = queue().submit(Samples.newRun(spec), Samples.OWNER).run();
        Expect.equal(
                RunStatus.RUNNING, run.state().status(), "the status of " + spec.id() + ", submitted to a free queue");
        return run;
    }

    List<RunRow> carried(String prefix, int howMany) {
        List<RunRow> runs = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            runs.add(carried(prefix + i));
        }
        return runs;
    }

    Optional<RunRow> claim(String owner) {
        return claim(owner, Samples.NOW);
    }

    Optional<RunRow> claim(String owner, long now) {
        return queue().claim(List.of(Samples.QUEUE), owner, now);
    }

    /** The ids that one owner is given, claim by claim, until there is nothing to claim. */
    List<String> claimAll(List<String> queues, long now) {
        List<String> ids = new ArrayList<>();
        var next = queue().claim(queues, Samples.OWNER, now);
        while (next.isPresent()) {
            ids.add(next.get().spec().id());
            next = queue().claim(queues, Samples.OWNER, now);
        }
        return ids;
    }

    /** Hands over one sample row, with the epoch that the row of the run shows. */
    Commit append(RunRow run, long seq) {
        return log().append(Checkpoint.of(run.number(), run.state().epoch(), Samples.row(run.number(), seq)));
    }

    Commit append(RunRow run, long seq, RunChange change) {
        return log().append(Checkpoint.of(run.number(), run.state().epoch(), Samples.row(run.number(), seq), change));
    }

    /** Records one sample row with a change of status; returns the run as it is then. */
    RunRow move(RunRow run, long seq, RunStatus status) throws InterruptedException {
        append(run, seq, RunChange.to(status, "")).await();
        return now(run);
    }

    RunRow now(RunRow run) {
        return query().find(run.number())
                .orElseThrow(() -> new AssertionError("run " + run.number() + " is not found by its number"));
    }

    RunStatus status(RunRow run) {
        return now(run).state().status();
    }

    long post(RunRow run, String name) {
        return mailbox().post(Samples.mail(run.number(), name));
    }

    List<String> mailOf(RunRow run) {
        return mailbox().of(run.number(), 100).stream().map(Mailbox.Mail::name).toList();
    }

    List<LogRow> read(RunRow run) {
        return log().read(run.number(), 0, 10_000);
    }

    List<Long> seqs(RunRow run) {
        return read(run).stream().map(LogRow::seq).toList();
    }

    List<LogRow> wholeLog() {
        return log().follow(EventFilter.all(), 0, 100_000);
    }

    int takeOver(long now) {
        return queue().takeOver(now, Samples.REPEATED);
    }

    /** Takes the run from its owner and gives it to another, who carries it in the next epoch. */
    RunRow handOver(RunRow run, String other) {
        queue().leave(run.state().owner());
        queue().join(other);
        return claim(other).orElseThrow(() -> new AssertionError("the run that was put back is not claimed"));
    }
}
