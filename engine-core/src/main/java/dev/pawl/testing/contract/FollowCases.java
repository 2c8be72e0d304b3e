package dev.pawl.testing.contract;

import dev.pawl.event.EventFilter;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunRow;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.stream.LongStream;

/** The log of many runs, followed by position. Immutable. */
final class FollowCases {
    private FollowCases() {}

    static void addTo(CaseList list) {
        list.add("followGivesAllRowsInOrderOfPositions", FollowCases::allInOrder)
                .add("followGivesPages", FollowCases::pages)
                .add("followBySubjectShowsItsRunsOnly", b -> {
                    Expect.equal(
                            List.of(1L, 4L, 5L, 8L), positions(b, EventFilter.ofSubject("job:1"), 0, 100), "job:1");
                })
                .add("followByQueueShowsItsRunsOnly", b -> {
                    Expect.equal(List.of(3L, 4L, 7L, 8L), positions(b, EventFilter.ofQueue("side"), 0, 100), "side");
                })
                .add("followBySubjectAndQueueShowsWhatIsBoth", b -> {
                    Expect.equal(List.of(4L, 8L), positions(b, new EventFilter("job:1", "side"), 0, 100), "both");
                })
                .add("followGivesPagesOfWhatItLetsThrough", b -> {
                    Expect.equal(
                            List.of(4L, 5L), positions(b, EventFilter.ofSubject("job:1"), 1, 2), "the second page");
                    Expect.equal(
                            List.of(8L),
                            b.log().follow(EventFilter.ofSubject("job:1"), 5, 2).stream()
                                    .map(LogRow::position)
                                    .toList(),
                            "the last page");
                })
                .add("followOfNobodyIsEmpty", b -> {
                    Expect.equal(List.of(), positions(b, EventFilter.ofSubject("job:none"), 0, 100), "no subject");
                    Expect.equal(List.of(), b.log().follow(EventFilter.ofQueue("none"), 0, 9), "no queue");
                });
    }

    private static void allInOrder(Bench b) throws Exception {
        Expect.equal(
                LongStream.rangeClosed(1, 8).boxed().toList(), positions(b, EventFilter.all(), 0, 100), "everything");
        for (LogRow row : b.wholeLog()) {
            Expect.equal(row, b.log().read(row.run(), row.seq() - 1, 1).get(0), "the same row by run");
        }
    }

    private static void pages(Bench b) throws Exception {
        Expect.equal(List.of(3L, 4L, 5L), positions(b, EventFilter.all(), 2, 3), "a page");
        Expect.equal(
                List.of(8L),
                b.log().follow(EventFilter.all(), 7, 3).stream()
                        .map(LogRow::position)
                        .toList(),
                "the last");
        Expect.equal(List.of(), b.log().follow(EventFilter.all(), 8, 3), "what comes after the newest");
    }

    /** Four runs of two subjects in two queues, submitted at the positions 1 to 4, with another row each at 5 to 8. */
    private static List<Long> positions(Bench b, EventFilter filter, long after, int max) throws Exception {
        List<RunRow> runs = List.of(
                b.carried(Samples.spec("a", "", "job:1", Samples.QUEUE, 0)),
                b.carried(Samples.spec("b", "", "job:2", Samples.QUEUE, 0)),
                b.carried(Samples.spec("c", "", "job:2", "side", 0)),
                b.carried(Samples.spec("d", "", "job:1", "side", 0)));
        for (RunRow run : runs) {
            b.append(run, 2).await();
        }
        return b.log().follow(filter, after, max).stream().map(LogRow::position).toList();
    }
}
