package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.OptionalLong;

/** When the next run becomes due. Immutable. */
final class NextDueCases {
    private static final List<String> MAIN = List.of(Samples.QUEUE);

    private NextDueCases() {}

    static void addTo(CaseList list) {
        list.add("nothingToComeHasNoHour", b -> {
                    b.queued("now");
                    b.carried(Samples.in("carried", "side"));
                    b.move(b.carried(Samples.in("for-mail", "side")), 2, RunStatus.WAITING);
                    Expect.equal(
                            OptionalLong.empty(),
                            b.queue().nextDue(List.of(Samples.QUEUE, "side"), Samples.NOW),
                            "the next hour");
                    Expect.equal(OptionalLong.empty(), b.queue().nextDue(List.of(), 0), "the next hour of no queue");
                })
                .add("theNextHourIsTheEarliest", b -> {
                    b.queue().submit(Samples.newRun(Samples.weighted("late", 9), Samples.NOW + 50), "");
                    b.queue().submit(Samples.newRun(Samples.spec("early"), Samples.NOW + 20), "");
                    b.queue().submit(Samples.newRun(Samples.in("side", "side"), Samples.NOW + 10), "");
                    isNext(b, MAIN, Samples.NOW, Samples.NOW + 20);
                    isNext(b, List.of("side", Samples.QUEUE), Samples.NOW, Samples.NOW + 10);
                    isNext(b, List.of(Samples.QUEUE, "side"), Samples.NOW, Samples.NOW + 10);
                })
                .add("theNextHourIsAfterNow", b -> {
                    b.queue().submit(Samples.newRun(Samples.spec("a"), Samples.NOW + 20), "");
                    b.queue().submit(Samples.newRun(Samples.spec("b"), Samples.NOW + 30), "");
                    isNext(b, MAIN, Samples.NOW + 19, Samples.NOW + 20);
                    isNext(b, MAIN, Samples.NOW + 20, Samples.NOW + 30);
                    Expect.equal(
                            OptionalLong.empty(), b.queue().nextDue(MAIN, Samples.NOW + 30), "the hour after the last");
                    isNext(b, MAIN, Samples.NOW, Samples.NOW + 20);
                })
                .add("aWaitingRunHasAnHour", NextDueCases::waiting)
                .add("aClaimTakesItsHourAway", b -> {
                    b.queue().submit(Samples.newRun(Samples.spec("a"), Samples.NOW + 20), "");
                    b.queue().submit(Samples.newRun(Samples.spec("b"), Samples.NOW + 90), "");
                    b.claim(Samples.OWNER, Samples.NOW + 20).orElseThrow();
                    isNext(b, MAIN, Samples.NOW, Samples.NOW + 90);
                });
    }

    private static void waiting(Bench b) throws Exception {
        RunRow run = b.carried("a");
        b.append(run, 2, new RunChange(RunStatus.WAITING, "sleep", Samples.NOW + 40, 0))
                .await();
        isNext(b, MAIN, Samples.NOW, Samples.NOW + 40);
        Expect.equal(List.of(), b.claimAll(MAIN, Samples.NOW + 39), "the claims before the hour");
        isNext(b, MAIN, Samples.NOW + 39, Samples.NOW + 40);

        RunRow again = b.claim(Samples.OWNER, Samples.NOW + 40).orElseThrow();
        b.append(again, 3, new RunChange(RunStatus.WAITING, "sleep", Samples.NOW + 70, 0))
                .await();
        isNext(b, MAIN, Samples.NOW, Samples.NOW + 70);

        b.post(run, "go");
        Expect.equal(OptionalLong.empty(), b.queue().nextDue(MAIN, Samples.NOW), "the next hour when mail has come");
    }

    private static void isNext(Bench b, List<String> queues, long now, long expected) {
        Expect.equal(OptionalLong.of(expected), b.queue().nextDue(queues, now), "the next hour");
    }
}
