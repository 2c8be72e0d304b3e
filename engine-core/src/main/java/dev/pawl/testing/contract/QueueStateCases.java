package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Queues;
import dev.pawl.store.Queues.QueueState;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.testing.Expect;
import java.util.List;

/** What is said of queues: their settings, and who stands in them. Immutable. */
final class QueueStateCases {
    private QueueStateCases() {}

    static void addTo(CaseList list) {
        list.add("aQueueThatNobodyKnowsHasTheDefaults", b -> {
                    var expected = new QueueState("nobody", Queues.LIMIT, 0, false, 0, 0, 0, 0);
                    Expect.equal(expected, b.queues().find("nobody"), "an unknown queue");
                })
                .add("askingMakesNoQueueKnown", QueueStateCases::askingIsNothing)
                .add("settingsAreKeptSideBySide", QueueStateCases::settings)
                .add("aNegativeSettingIsRefused", QueueStateCases::negative)
                .add("queuesAreListedByName", b -> {
                    b.queued("zoo", 1);
                    b.queues().capacity("bee", 1);
                    b.queues().pause("ant", true);
                    b.queues().limit("cat", 5);
                    List<String> names =
                            b.queues().all().stream().map(QueueState::name).toList();
                    Expect.equal(List.of("ant", "bee", "cat", Samples.QUEUE, "zoo"), names, "the queues");
                    for (QueueState queue : b.queues().all()) {
                        Expect.equal(b.queues().find(queue.name()), queue, "a queue of the list, asked for alone");
                    }
                })
                .add("aQueueCountsItsRuns", QueueStateCases::counts)
                .add("countsFollowEveryWayOfARun", QueueStateCases::wayOfARun)
                .add("aheadCountsByPriorityAndThenTheOrderOfSubmits", QueueStateCases::ahead);
    }

    private static void askingIsNothing(Bench b) throws Exception {
        RunRow run = b.queued(Samples.in("a", "some"));
        var elsewhere = new RunRow(run.number(), Samples.in("a", "nobody"), run.state());

        b.queues().find("nobody");
        b.queue().claim(List.of("nobody"), Samples.OWNER, Samples.NOW);
        b.queue().nextDue(List.of("nobody"), Samples.NOW);

        Expect.equal(0L, b.queues().ahead(elsewhere), "how many are ahead in an unknown queue");
        Expect.that(b.queues().all().stream().noneMatch(queue -> queue.name().equals("nobody")), "it stays unknown");
    }

    private static void settings(Bench b) {
        b.queues().limit("mail", 7);
        b.queues().capacity("mail", 9);
        b.queues().pause("mail", true);
        Expect.equal(new QueueState("mail", 7, 9, true, 0, 0, 0, 0), b.queues().find("mail"), "the settings");

        b.queues().pause("mail", false);
        b.queues().limit("mail", 0);
        Expect.equal(new QueueState("mail", 0, 9, false, 0, 0, 0, 0), b.queues().find("mail"), "the settings changed");

        b.queues().limit("mail", 4);
        b.queues().capacity("mail", 0);
        Expect.equal(new QueueState("mail", 4, 0, false, 0, 0, 0, 0), b.queues().find("mail"), "the capacity lifted");
        Expect.equal(1_000, b.queues().find(Samples.QUEUE).limit(), "the limit of another queue");
    }

    private static void negative(Bench b) {
        for (Runnable setting : List.<Runnable>of(
                () -> b.queues().limit("mail", -1), () -> b.queues().capacity("mail", -1))) {
            boolean refused = false;
            try {
                setting.run();
            } catch (IllegalArgumentException e) {
                refused = e.getMessage().contains("mail") && e.getMessage().contains("-1");
            }
            Expect.that(refused, "a negative setting is refused, and the refusal names the queue and the number");
        }
        Expect.equal(Queues.LIMIT, b.queues().find("mail").limit(), "the limit afterwards");
    }

    private static void counts(Bench b) throws Exception {
        b.queued("mail", 2);
        b.queues().limit("work", 100);
        for (RunStatus status : RunStatus.values()) {
            for (int i = 0; i <= status.ordinal(); i++) {
                RunRow run = b.queue()
                        .submit(
                                Samples.newRun(Samples.spec(status + "-" + i, "", "", "work", 99 - status.ordinal())),
                                Samples.OWNER)
                        .run();
                long due = status == RunStatus.QUEUED ? Samples.NOW + 1_000 : 0;
                b.append(run, 2, new RunChange(status, "", due, 0)).await();
            }
        }

        long queued = 1 + RunStatus.QUEUED.ordinal();
        long carried = 2 + RunStatus.RUNNING.ordinal() + RunStatus.CANCELLING.ordinal();
        long waiting = 1 + RunStatus.WAITING.ordinal();
        long parked = 1 + RunStatus.PARKED.ordinal();
        Expect.equal(
                new QueueState("work", 100, 0, false, queued, carried, waiting, parked),
                b.queues().find("work"),
                "the queue");
        Expect.equal(2L, b.queues().find("mail").queued(), "how many are QUEUED in the other queue");
    }

    private static void wayOfARun(Bench b) throws Exception {
        RunRow run = b.queued("a");
        stands(b, "submitted", 1, 0, 0, 0);
        run = b.claim(Samples.OWNER).orElseThrow();
        stands(b, "claimed", 0, 1, 0, 0);
        b.queue().leave(Samples.OWNER);
        stands(b, "left", 1, 0, 0, 0);
        run = b.claim("never-joined").orElseThrow();
        b.takeOver(Samples.NOW);
        stands(b, "taken over", 1, 0, 0, 0);
        b.queue().join(Samples.OWNER);
        run = b.move(b.claim(Samples.OWNER).orElseThrow(), 2, RunStatus.WAITING);
        stands(b, "waiting", 0, 0, 1, 0);
        b.post(run, "go");
        stands(b, "woken", 1, 0, 0, 0);
        run = b.claim(Samples.OWNER).orElseThrow();
        b.append(run, 3, RunChange.to(RunStatus.PARKED, "").seen(1_000)).await();
        stands(b, "parked", 0, 0, 0, 1);
        b.post(run, "on");
        b.move(b.claim(Samples.OWNER).orElseThrow(), 4, RunStatus.COMPLETED);
        stands(b, "ended", 0, 0, 0, 0);
    }

    private static void stands(Bench b, String when, long queued, long carried, long waiting, long parked) {
        var expected = new QueueState(Samples.QUEUE, 1_000, 0, false, queued, carried, waiting, parked);
        Expect.equal(expected, b.queues().find(Samples.QUEUE), "the queue of a run that was " + when);
    }

    private static void ahead(Bench b) throws Exception {
        RunRow waiting = b.carried("waiting");
        b.append(waiting, 2, new RunChange(RunStatus.WAITING, "", Samples.NOW + 1, 0))
                .await();
        b.carried("carried");
        RunRow first = b.queued("first");
        b.queue().submit(Samples.newRun(Samples.spec("later"), Samples.NOW + 5), "");
        b.queued(Samples.in("elsewhere", "side"));
        RunRow low = b.queued(Samples.weighted("low", -1));
        RunRow high = b.queued(Samples.weighted("high", 1));
        RunRow last = b.queued("last");

        Expect.equal(0L, b.queues().ahead(high), "how many are ahead of one with priority");
        Expect.equal(1L, b.queues().ahead(first), "how many are ahead of the first one");
        Expect.equal(3L, b.queues().ahead(last), "how many are ahead of the last one, one that is due later included");
        Expect.equal(4L, b.queues().ahead(low), "how many are ahead of one without priority");
    }
}
