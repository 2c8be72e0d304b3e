package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What is appended to the log, and read back by run. Immutable. */
final class LogCases {
    private LogCases() {}

    static void addTo(CaseList list) {
        list.add("submitWritesTheFirstRow", LogCases::submitWritesTheFirstRow)
                .add("anAppendedRowIsReadBackWhole", LogCases::anAppendedRowIsReadBackWhole)
                .add("anEmptyRepositoryHasNoPosition", b -> {
                    Expect.equal(0L, b.log().lastPosition(), "the last position of an empty log");
                    Expect.equal(List.of(), b.wholeLog(), "an empty log");
                })
                .add("positionsGrowWithoutAGapInTheOrderOfCommits", LogCases::positionsGrow)
                .add("theRowsOfACheckpointStandTogether", LogCases::rowsStandTogether)
                .add("readGivesPagesInOrder", LogCases::readGivesPages)
                .add("anUnknownRunHasNoRows", b -> {
                    b.queued("a");
                    Expect.equal(List.of(), b.log().read(4711, 0, 10), "the rows of a run that is not there");
                })
                .add("aRowThatLeavesAGapIsOutOfOrder", b -> outOfOrder(b, 3))
                .add("aRowThatIsThereAlreadyIsOutOfOrder", b -> outOfOrder(b, 1))
                .add("aGapInsideACheckpointRefusesAllOfIt", LogCases::gapInside)
                .add("afterARefusalTheRightRowIsAccepted", b -> {
                    RunRow run = b.carried("a");
                    var wrong = b.append(run, 5);
                    var right = b.append(run, 2);
                    Refusal.expected(Reason.OUT_OF_ORDER, wrong, "a row after a gap");
                    right.await();
                    Expect.equal(List.of(1L, 2L), b.seqs(run), "the rows");
                });
    }

    private static void submitWritesTheFirstRow(Bench b) {
        RunRow run = b.queued("a");

        LogRow first = b.read(run).get(0);
        Expect.equal(1, b.read(run).size(), "how many rows a new run has");
        Expect.equal(run.number(), first.run(), "the run of the first row");
        Expect.equal(1L, first.seq(), "the seq of the first row");
        Expect.equal(1L, first.position(), "the position of the first row");
        Expect.equal(Samples.NOW, first.millis(), "the time of the first row");
        Expect.equal("submitted", first.type(), "the type of the first row");
        Expect.equal("", first.path(), "the path of the first row");
        Expect.equal("{\"inputs\":1}", first.event(), "the event of the first row");
        Expect.equal("inputs of a", new String(first.delta(), java.nio.charset.StandardCharsets.UTF_8), "its delta");
    }

    private static void anAppendedRowIsReadBackWhole(Bench b) throws Exception {
        RunRow run = b.carried("a");

        b.append(run, 2).await();

        Expect.equal(Samples.row(run.number(), 2).at(2), b.read(run).get(1), "the row that was appended");
        Expect.equal(2L, b.log().lastPosition(), "the last position");
    }

    private static void positionsGrow(Bench b) throws Exception {
        List<RunRow> runs = b.carried("run", 3);

        for (long seq = 2; seq <= 4; seq++) {
            for (RunRow run : runs) {
                b.append(run, seq).await();
            }
        }

        List<LogRow> rows = b.wholeLog();
        Expect.equal(
                LongStream.rangeClosed(1, 12).boxed().toList(),
                rows.stream().map(LogRow::position).toList(),
                "the positions");
        Expect.equal(
                List.of(1L, 2L, 3L, 1L, 2L, 3L, 1L, 2L, 3L, 1L, 2L, 3L),
                rows.stream().map(row -> row.run() - runs.get(0).number() + 1).toList(),
                "the runs in the order of commits");
    }

    private static void rowsStandTogether(Bench b) throws Exception {
        RunRow run = b.carried("a");

        b.log().append(threeRows(run, 2, 3, 4)).await();

        Expect.equal(List.of(1L, 2L, 3L, 4L), b.seqs(run), "the seqs");
        Expect.equal(
                List.of(1L, 2L, 3L, 4L),
                b.read(run).stream().map(LogRow::position).toList(),
                "the positions");
    }

    private static void readGivesPages(Bench b) throws Exception {
        RunRow run = b.carried("a");
        RunRow other = b.carried("b");
        for (long seq = 2; seq <= 10; seq++) {
            b.append(other, seq).await();
            b.append(run, seq).await();
        }

        Expect.equal(LongStream.rangeClosed(1, 10).boxed().toList(), b.seqs(run), "all seqs");
        Expect.equal(
                List.of(4L, 5L, 6L),
                b.log().read(run.number(), 3, 3).stream().map(LogRow::seq).toList(),
                "a page");
        Expect.equal(1, b.log().read(run.number(), 9, 3).size(), "the size of the last page");
        Expect.equal(List.of(), b.log().read(run.number(), 10, 3), "what comes after the last row");
    }

    private static void outOfOrder(Bench b, long seq) throws Exception {
        RunRow run = b.carried("a");

        Refusal.expected(Reason.OUT_OF_ORDER, b.append(run, seq), "seq " + seq + " after seq 1");

        Expect.equal(List.of(1L), b.seqs(run), "the rows after a refusal");
        Expect.equal(1L, b.log().lastPosition(), "the last position after a refusal");
    }

    private static void gapInside(Bench b) throws Exception {
        RunRow run = b.carried("a");
        long mail = b.post(run, "go");
        var rows = threeRows(run, 2, 3, 5).rows();
        var change = Optional.of(RunChange.to(RunStatus.COMPLETED, ""));

        var commit = b.log().append(new Checkpoint(run.number(), 1, rows, change, List.of(mail)));

        Refusal.expected(Reason.OUT_OF_ORDER, commit, "rows 2, 3 and 5");
        Expect.equal(List.of(1L), b.seqs(run), "the rows after a refusal");
        Expect.equal(RunStatus.RUNNING, b.status(run), "the status after a refusal");
        Expect.equal(List.of("go"), b.mailOf(run), "the mail after a refusal");
    }

    private static Checkpoint threeRows(RunRow run, long... seqs) {
        var rows = LongStream.of(seqs)
                .mapToObj(seq -> Samples.row(run.number(), seq))
                .toList();
        return new Checkpoint(run.number(), run.state().epoch(), rows, Optional.empty(), List.of());
    }
}
