package dev.pawl.testing.contract;

import dev.pawl.store.Queues.QueueState;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQueue.Accepted;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The queues when the same data is opened once more. Immutable. */
final class DurableQueueCases {
    private final UnaryOperator<Repository> reopen;

    DurableQueueCases(UnaryOperator<Repository> reopen) {
        this.reopen = reopen;
    }

    void addTo(CaseList list) {
        list.add("aKeyOutlivesTheRepository", this::keys);
        list.add("limitsOutliveTheRepository", this::limits);
        list.add("settingsAndCountsOfQueuesOutliveTheRepository", this::settings);
        list.add("aPauseOutlivesTheRepository", this::pause);
        list.add("aCapacityOutlivesTheRepository", this::capacity);
        list.add("concurrencyKeysOutliveTheRepository", this::concurrencyKeys);
        list.add("hoursOutliveTheRepository", this::hours);
        list.add("theOrderOfTheQueueOutlivesTheRepository", this::order);
        list.add("whatTheFormerOwnerCarriedIsTakenOver", this::takenOver);
    }

    private void keys(Bench b) {
        RunRow run = b.queued(Samples.keyed("a", "the-key"));

        try (Repository opened = reopen.apply(b.repository())) {
            Accepted second = opened.queue().submit(Samples.newRun(Samples.keyed("b", "the-key")), "");
            Expect.equal(new Accepted(run, false), second, "the answer to a key from before");
        }
    }

    private void limits(Bench b) {
        b.queues().limit("narrow", 1);
        b.queued(Samples.in("a", "narrow"));
        b.queued(Samples.in("b", "narrow"));

        try (Repository opened = reopen.apply(b.repository())) {
            List<String> ids = new Bench(opened).claimAll(List.of("narrow"), Samples.NOW);
            Expect.equal(List.of("a"), ids, "the claims");
        }
    }

    private void settings(Bench b) {
        b.queues().limit("mail", 5);
        b.queues().capacity("mail", 7);
        b.queues().pause("mail", true);
        b.queued("mail", 2);
        b.queued("side", 1);
        List<QueueState> before = b.queues().all();

        try (Repository opened = reopen.apply(b.repository())) {
            Expect.equal(before, opened.queues().all(), "the queues");
            Expect.equal(
                    new QueueState("mail", 5, 7, true, 2, 0, 0, 0),
                    opened.queues().find("mail"),
                    "the queue");
        }
    }

    private void pause(Bench b) {
        b.queues().pause("mail", true);
        b.queued("mail", 1);

        try (Repository opened = reopen.apply(b.repository())) {
            var after = new Bench(opened);
            Expect.equal(List.of(), after.claimAll(List.of("mail"), Samples.NOW), "the claims from a paused queue");
            after.queues().pause("mail", false);
            Expect.equal(List.of("mail0"), after.claimAll(List.of("mail"), Samples.NOW), "the claims when it goes on");
        }
    }

    private void capacity(Bench b) throws Exception {
        b.queues().capacity("mail", 2);
        b.queued("mail", 2);

        try (Repository opened = reopen.apply(b.repository())) {
            var after = new Bench(opened);
            Refusal.expected(
                    Reason.QUEUE_FULL, () -> after.queued(Samples.in("more", "mail")), "a submit to a full queue");
        }
    }

    private void concurrencyKeys(Bench b) {
        b.queued(Samples.alone("a", "K"));
        b.queued(Samples.alone("b", "K"));
        b.queued(Samples.alone("c", "L"));

        try (Repository opened = reopen.apply(b.repository())) {
            var after = new Bench(opened);
            List<String> main = List.of(Samples.QUEUE);
            Expect.equal(List.of("a", "c"), after.claimAll(main, Samples.NOW), "the claims");
            after.queue().leave(Samples.OWNER);
            Expect.equal(List.of("a", "c"), after.claimAll(main, Samples.NOW), "the claims when its owner has left");
        }
    }

    private void hours(Bench b) {
        b.queue().submit(Samples.newRun(Samples.spec("a"), Samples.NOW + 30), "");

        try (Repository opened = reopen.apply(b.repository())) {
            Expect.equal(
                    OptionalLong.of(Samples.NOW + 30),
                    opened.queue().nextDue(List.of(Samples.QUEUE), Samples.NOW),
                    "the next hour");
        }
    }

    private void takenOver(Bench b) throws Exception {
        RunRow run = b.carried("a");
        b.append(run, 2).await();

        try (Repository opened = reopen.apply(b.repository())) {
            var after = new Bench(opened);
            after.queue().join("engine-2");
            after.takeOver(Samples.NOW + 1);
            RunRow taken = after.claim("engine-2", Samples.NOW + 1)
                    .orElseThrow(() -> new AssertionError("a run of the former owner cannot be claimed"));
            Expect.equal(2L, taken.state().epoch(), "the epoch of the second claim");
            Refusal.expected(Reason.FENCED, after.append(run, 3), "the append of the former owner");
            after.append(taken, 3).await();
            Expect.equal(List.of(1L, 2L, 3L), after.seqs(run), "the rows");
        }
    }

    private void order(Bench b) {
        b.queued(Samples.weighted("low", 0));
        b.queue().submit(Samples.newRun(Samples.weighted("later", 9), Samples.NOW + 5), "");
        b.queued(Samples.weighted("high", 1));
        b.queued(Samples.weighted("low-too", 0));

        try (Repository opened = reopen.apply(b.repository())) {
            var after = new Bench(opened);
            List<String> main = List.of(Samples.QUEUE);
            Expect.equal(List.of("high", "low", "low-too"), after.claimAll(main, Samples.NOW), "the claims");
            Expect.equal(List.of("later"), after.claimAll(main, Samples.NOW + 5), "the claims later");
        }
    }
}
