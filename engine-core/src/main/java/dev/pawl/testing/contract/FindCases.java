package dev.pawl.testing.contract;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.LogRow;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunRow;
import dev.pawl.testing.Expect;
import java.util.List;
import java.util.Optional;

/** Finding rows of one type in the log of a run. Immutable. */
final class FindCases {
    private static final int ALL = 100;

    private FindCases() {}

    static void addTo(CaseList list) {
        list.add("rowsOfOneTypeAreFoundInOrder", b -> {
                    long run = logged(b);
                    Expect.equal(List.of(2L, 4L, 5L, 6L), seqs(b, RowFilter.after(run, "logged", "", 0), ALL), "all");
                    Expect.equal(List.of(4L, 5L), seqs(b, RowFilter.after(run, "logged", "", 2), 2), "a page");
                    Expect.equal(List.of(), seqs(b, RowFilter.after(run, "logged", "", 6), ALL), "the end");
                    Expect.equal(List.of(3L), seqs(b, RowFilter.after(run, "other", "", 0), ALL), "another type");
                })
                .add("theNewestRowsOfOneTypeAreFoundFirst", b -> {
                    long run = logged(b);
                    Expect.equal(
                            List.of(6L, 5L),
                            seqs(b, RowFilter.before(run, "logged", "", Long.MAX_VALUE), 2),
                            "the newest two");
                    Expect.equal(List.of(4L, 2L), seqs(b, RowFilter.before(run, "logged", "", 5), ALL), "those before");
                    Expect.equal(List.of(), seqs(b, RowFilter.before(run, "logged", "", 2), ALL), "before the first");
                })
                .add("rowsAreFoundByTheNodeTheyAreIn", b -> {
                    long run = logged(b);
                    Expect.equal(List.of(4L, 5L), seqs(b, RowFilter.after(run, "logged", "a", 0), ALL), "in a");
                    Expect.equal(List.of(5L), seqs(b, RowFilter.after(run, "logged", "a[1]", 0), ALL), "in a[1]");
                    Expect.equal(List.of(2L), seqs(b, RowFilter.after(run, "logged", "ab", 0), ALL), "in ab");
                    Expect.equal(List.of(6L), seqs(b, RowFilter.after(run, "logged", "%", 0), ALL), "in %");
                })
                .add("foundRowsAreWholeAndOfOneRunOnly", b -> {
                    long run = logged(b);
                    Expect.equal(
                            b.log().read(run, 1, 1),
                            b.log().find(RowFilter.after(run, "logged", "", 0), 1),
                            "the first row");
                    Expect.equal(List.of(), seqs(b, RowFilter.after(run + 1, "logged", "", 0), ALL), "no run's");
                    Expect.equal(List.of(), seqs(b, RowFilter.after(run, "logged", "", 0), 0), "none of them");
                });
    }

    /** A run with lines of several nodes, whose paths look like each other; and another run with one. */
    private static long logged(Bench b) throws Exception {
        append(b, b.carried("other"), row(0, 2, "logged", "a"));
        RunRow run = b.carried("a");
        append(
                b,
                run,
                row(run.number(), 2, "logged", "ab"),
                row(run.number(), 3, "other", "a"),
                row(run.number(), 4, "logged", "a"),
                row(run.number(), 5, "logged", "a[1]/b"),
                row(run.number(), 6, "logged", "%"));
        return run.number();
    }

    private static LogRow row(long run, long seq, String type, String path) {
        return new LogRow(run, seq, 0, Samples.NOW + seq, type, path, 1, "{}", Samples.bytes("delta " + seq));
    }

    private static void append(Bench b, RunRow run, LogRow... rows) throws Exception {
        List<LogRow> own = List.of(rows).stream()
                .map(row -> row(run.number(), row.seq(), row.type(), row.path()))
                .toList();
        b.log()
                .append(new Checkpoint(run.number(), run.state().epoch(), own, Optional.empty(), List.of()))
                .await();
    }

    private static List<Long> seqs(Bench b, RowFilter filter, int max) {
        return b.log().find(filter, max).stream().map(LogRow::seq).toList();
    }
}
