package dev.pawl.testing.contract;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import dev.pawl.testing.Expect;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about runs. Immutable. */
final class QueryCases {
    private static final long FROM_THE_TOP = Long.MAX_VALUE;

    private QueryCases() {}

    static void addTo(CaseList list) {
        list.add("aRunIsFoundByIdNumberAndKey", QueryCases::found)
                .add("whatIsNotThereIsNotFound", b -> {
                    b.queued("a");
                    Expect.equal(Optional.empty(), b.query().find("b"), "an unknown id");
                    Expect.equal(Optional.empty(), b.query().find(4711), "an unknown number");
                    Expect.equal(Optional.empty(), b.query().find(0), "the number 0");
                    Expect.equal(Optional.empty(), b.query().findByKey("b"), "an unknown key");
                    Expect.equal(Optional.empty(), b.query().findByKey(""), "the empty key");
                })
                .add("aRunIsFoundAsItIsNow", b -> {
                    RunRow run = b.carried(Samples.keyed("a", "the-key"));
                    RunRow moved = b.move(run, 2, RunStatus.COMPLETED);
                    Expect.equal(RunStatus.COMPLETED, moved.state().status(), "the status by number");
                    Expect.equal(Optional.of(moved), b.query().find("a"), "the run by id");
                    Expect.equal(Optional.of(moved), b.query().findByKey("the-key"), "the run by key");
                    Expect.equal(List.of(moved), b.query().list(RunFilter.all(), FROM_THE_TOP, 9), "the list");
                })
                .add("aListShowsTheNewestFirst", b -> {
                    List.of("a", "b", "c").forEach(b::queued);
                    Expect.equal(List.of("c", "b", "a"), ids(b, RunFilter.all(), FROM_THE_TOP, 9), "the list");
                })
                .add("aListHasPages", QueryCases::pages)
                .add("aListIsFiltered", QueryCases::filtered)
                .add("aListShowsAChain", QueryCases::chain)
                .add("runsAreCountedByStatus", QueryCases::counted)
                .add("anEmptyRepositoryCountsNothing", b -> {
                    Expect.equal(
                            0L,
                            b.query().counts().values().stream()
                                    .mapToLong(n -> n)
                                    .sum(),
                            "all runs");
                    Expect.equal(List.of(), b.query().list(RunFilter.all(), FROM_THE_TOP, 9), "the list");
                })
                .add("aRepositorySaysWhatItIs", b -> {
                    String name = b.repository().toString();
                    Expect.that(!name.isBlank() && !name.contains("@"), "this says what the repository is: " + name);
                });
    }

    private static void found(Bench b) {
        b.queued("other");
        RunRow run = b.queued(Samples.keyed("a", "the-key"));

        Expect.equal(Optional.of(run), b.query().find("a"), "the run by id");
        Expect.equal(Optional.of(run), b.query().find(run.number()), "the run by number");
        Expect.equal(Optional.of(run), b.query().findByKey("the-key"), "the run by key");
    }

    private static void pages(Bench b) {
        for (int i = 0; i < 10; i++) {
            b.queued("run" + i);
        }

        List<RunRow> first = b.query().list(RunFilter.all(), FROM_THE_TOP, 4);
        Expect.equal(List.of("run9", "run8", "run7", "run6"), ids(first), "the first page");
        List<RunRow> second = b.query().list(RunFilter.all(), first.get(3).number(), 4);
        Expect.equal(List.of("run5", "run4", "run3", "run2"), ids(second), "the second page");
        List<RunRow> third = b.query().list(RunFilter.all(), second.get(3).number(), 4);
        Expect.equal(List.of("run1", "run0"), ids(third), "the third page");
        Expect.equal(List.of(), b.query().list(RunFilter.all(), third.get(1).number(), 4), "what comes after it");
    }

    private static void filtered(Bench b) throws Exception {
        b.move(b.carried(Samples.spec("a", "", "job:1", "x", 0)), 2, RunStatus.COMPLETED);
        b.move(b.carried(Samples.spec("b", "", "job:2", "x", 0)), 2, RunStatus.COMPLETED);
        b.queued(Samples.spec("c", "", "job:1", "y", 0));
        b.queued(Samples.spec("d", "", "job:1", "x", 0));

        Expect.equal(
                List.of("d", "c", "a"), ids(b, new RunFilter(Optional.empty(), "job:1", ""), FROM_THE_TOP, 9), "job:1");
        Expect.equal(
                List.of("d", "b", "a"), ids(b, new RunFilter(Optional.empty(), "", "x"), FROM_THE_TOP, 9), "queue x");
        Expect.equal(List.of("b", "a"), ids(b, RunFilter.of(RunStatus.COMPLETED), FROM_THE_TOP, 9), "COMPLETED");
        Expect.equal(List.of("b"), ids(b, RunFilter.of(RunStatus.COMPLETED), FROM_THE_TOP, 1), "one COMPLETED");
        var all = new RunFilter(Optional.of(RunStatus.QUEUED), "job:1", "x");
        Expect.equal(List.of("d"), ids(b, all, FROM_THE_TOP, 9), "QUEUED of job:1 in x");
        Expect.equal(List.of(), ids(b, RunFilter.of(RunStatus.PARKED), FROM_THE_TOP, 9), "PARKED");
    }

    private static void chain(Bench b) throws Exception {
        b.move(b.carried("first"), 2, RunStatus.FAILED);
        b.queued(Samples.in("other", "side"));
        b.move(b.carried(Samples.after("second", "first")), 2, RunStatus.FAILED);
        b.queued(Samples.after("third", "first"));
        b.queued(Samples.after("lost", "never-there"));

        List<String> all = List.of("third", "second", "first");
        Expect.equal(all, ids(b, RunFilter.ofChain("first"), FROM_THE_TOP, 9), "the chain");
        Expect.equal(all.subList(0, 2), ids(b, RunFilter.ofChain("first"), FROM_THE_TOP, 2), "the newest of it");
        long before = b.query().find("second").orElseThrow().number();
        Expect.equal(all.subList(2, 3), ids(b, RunFilter.ofChain("first"), before, 9), "the rest of it");
        Expect.equal(List.of(), ids(b, RunFilter.ofChain("second"), FROM_THE_TOP, 9), "the chain of one within it");
        Expect.equal(List.of("other"), ids(b, RunFilter.ofChain("other"), FROM_THE_TOP, 9), "a chain of one");
        Expect.equal(List.of("lost"), ids(b, RunFilter.ofChain("never-there"), FROM_THE_TOP, 9), "without its first");
        Expect.equal(List.of(), ids(b, RunFilter.ofChain("nobody"), FROM_THE_TOP, 9), "an unknown chain");
        var failed = new RunFilter(Optional.of(RunStatus.FAILED), "", Samples.QUEUE, "first");
        Expect.equal(all.subList(1, 3), ids(b, failed, FROM_THE_TOP, 9), "the failed ones of the chain");
    }

    private static void counted(Bench b) throws Exception {
        b.move(b.carried("a"), 2, RunStatus.COMPLETED);
        b.move(b.carried("b"), 2, RunStatus.COMPLETED);
        b.move(b.carried("c"), 2, RunStatus.WAITING);
        b.move(b.carried("d"), 2, RunStatus.CANCELLING);
        b.carried("e");
        b.queued("f");
        counts(
                b,
                Map.of(
                        RunStatus.COMPLETED,
                        2L,
                        RunStatus.WAITING,
                        1L,
                        RunStatus.CANCELLING,
                        1L,
                        RunStatus.RUNNING,
                        1L,
                        RunStatus.QUEUED,
                        1L));

        b.queue().leave(Samples.OWNER);
        counts(b, Map.of(RunStatus.COMPLETED, 2L, RunStatus.WAITING, 1L, RunStatus.QUEUED, 3L));
    }

    private static void counts(Bench b, Map<RunStatus, Long> expected) {
        var found = new EnumMap<RunStatus, Long>(b.query().counts());
        found.values().removeIf(n -> n == 0);
        Expect.equal(new EnumMap<>(expected), found, "the counts");
    }

    private static List<String> ids(Bench b, RunFilter filter, long before, int max) {
        return ids(b.query().list(filter, before, max));
    }

    private static List<String> ids(List<RunRow> runs) {
        return runs.stream().map(run -> run.spec().id()).toList();
    }
}
