package dev.pawl.testing.contract;

import static dev.pawl.testing.contract.Mistake.caught;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.memory.InMemoryRepository;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.EndedRuns;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.Wait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Proves that the contract can be broken: each mistake is caught by the case that is named for it. */
class RepositoryContractTest {
    @Test
    void catchesALostEpochCheck() {
        caught(
                "aStaleEpochIsFenced",
                real -> real.log("append", (given, sound) -> {
                    var late = (Checkpoint) given[0];
                    long newest = real.query()
                            .find(late.run())
                            .map(run -> run.state().epoch())
                            .orElse(0L);
                    return sound.call(new Checkpoint(late.run(), newest, late.rows(), late.change(), late.taken()));
                }));
    }

    @Test
    void catchesRowsThatAreFoundFromTheWrongEnd() {
        caught(
                "theNewestRowsOfOneTypeAreFoundFirst",
                real -> real.log("find", (given, sound) -> {
                    List<?> rows = new ArrayList<>((List<?>) sound.call(given));
                    Collections.reverse(rows);
                    return rows;
                }));
    }

    @Test
    void catchesRowsOfOtherNodes() {
        caught(
                "rowsAreFoundByTheNodeTheyAreIn",
                real -> real.log("find", (given, sound) -> {
                    var asked = (RowFilter) given[0];
                    return sound.call(RowFilter.after(asked.run(), asked.type(), "", asked.after()), given[1]);
                }));
    }

    @Test
    void catchesEndedRunsThatNobodyMeant() {
        for (String claim : List.of("endedRunsAreFiltered", "endedRunsHavePages")) {
            caught(
                    claim,
                    real -> real.query(
                            "ended", (given, sound) -> sound.call(EndedRuns.all(), Long.MAX_VALUE, given[2])));
        }
    }

    @Test
    void catchesPositionsInAnotherOrder() {
        caught(
                "followGivesAllRowsInOrderOfPositions",
                real -> real.log("follow", (given, sound) -> {
                    List<?> rows = new ArrayList<>((List<?>) sound.call(given));
                    Collections.reverse(rows);
                    return rows;
                }));
    }

    @Test
    void catchesAWatcherThatIsToldBeforeTheCommit() {
        for (String claim : List.of("whatIsRefusedIsNotTold", "whatIsToldCanBeRead")) {
            caught(claim, real -> {
                var watchers = new ConcurrentLinkedQueue<Consumer<List<LogRow>>>();
                return real
                        .log(
                                "watch",
                                (given, sound) -> watchers.add(watcher(given[0])) ? closing(watchers, given[0]) : null)
                        .log("append", (given, sound) -> {
                    long position = real.log().lastPosition();
                    var rows = ((Checkpoint) given[0])
                            .rows().stream().map(row -> row.at(position + 1)).toList();
                    watchers.forEach(watcher -> watcher.accept(rows));
                    return sound.call(given);
                });
            });
        }
    }

    @Test
    void catchesAWaitThatIsNotClosed() {
        for (String claim : List.of("aWaitThatIsClosedIsGone", "waitsStayWhileTheRunGoesFromHandToHand")) {
            caught(
                    claim,
                    real -> real.log("append", (given, sound) -> {
                        var whole = (Checkpoint) given[0];
                        return sound.call(new Checkpoint(
                                whole.run(),
                                whole.epoch(),
                                whole.rows(),
                                whole.change(),
                                whole.taken(),
                                whole.opened(),
                                List.of()));
                    }));
        }
    }

    @Test
    void catchesAWaitThatOutlivesItsRun() {
        caught("waitsGoWithTheEndOfTheRun", real -> {
            var opened = new ConcurrentLinkedQueue<Wait>();
            return real.log("append", (given, sound) -> {
                        opened.addAll(((Checkpoint) given[0]).opened());
                        return sound.call(given);
                    })
                    .query(
                            "waits",
                            (given, sound) -> opened.stream()
                                    .filter(wait -> given.length > 1 || given[0].equals(wait.run()))
                                    .toList());
        });
    }

    @Test
    void catchesMailThatIsGivenToAnotherOwner() {
        caught(
                "anOwnerIsGivenNoMailOfOthers",
                real -> real.mailbox("toOwner", (given, sound) -> sound.call(Samples.OWNER, given[1], given[2])));
        caught(
                "anOwnerReadsOnBehindTheLastMail",
                real -> real.mailbox("toOwner", (given, sound) -> sound.call(given[0], 0L, given[2])));
    }

    @Test
    void catchesAChainThatIsNotFiltered() {
        caught(
                "aListShowsAChain",
                real -> real.query("list", (given, sound) -> sound.call(RunFilter.all(), given[1], given[2])));
    }

    @Test
    void catchesMailThatAFencedCheckpointTakes() {
        caught("aFencedCheckpointTakesNoMail", real -> {
            var gone = new ConcurrentLinkedQueue<Object>();
            return real.log("append", (given, sound) -> {
                        gone.addAll(((Checkpoint) given[0]).taken());
                        return sound.call(given);
                    })
                    .mailbox(
                            "of",
                            (given, sound) -> real.mailbox().of((long) given[0], (int) given[1]).stream()
                                    .filter(mail -> !gone.contains(mail.number()))
                                    .toList());
        });
    }

    @Test
    void catchesADeltaThatIsCutOff() {
        caught(
                "aDeltaOfThreeMegabytesComesBack",
                real -> real.log("append", (given, sound) -> {
                    var whole = (Checkpoint) given[0];
                    var rows = whole.rows().stream()
                            .map(RepositoryContractTest::cut)
                            .toList();
                    return sound.call(new Checkpoint(whole.run(), whole.epoch(), rows, whole.change(), whole.taken()));
                }));
    }

    @Test
    void catchesADefinitionThatIsOverwritten() {
        caught("aDefinitionThatIsThereStaysAsItIs", real -> {
            var newest = new ConcurrentLinkedQueue<Object>();
            return real.definitions("save", (given, sound) -> {
                        newest.clear();
                        newest.add(given[0]);
                        return sound.call(given);
                    })
                    .definitions("find", (given, sound) -> Optional.ofNullable(newest.peek()));
        });
    }

    @Test
    void catchesACommitThatNeverSaysThatItIsDone() {
        caught(
                "whatNobodyAwaitsIsDoneSoon",
                real -> real.log("append", (given, sound) -> new Mute((Commit) sound.call(given))));
    }

    @Test
    void catchesDataThatIsGoneAfterOpeningAgain() {
        List<ContractCase> cases =
                RepositoryContract.durableCases(InMemoryRepository::create, repository -> InMemoryRepository.create());

        assertThat(cases)
                .allSatisfy(
                        claim -> assertThatThrownBy(claim::run).as(claim.name()).isInstanceOf(AssertionError.class));
    }

    @Test
    void acceptsDataThatIsThereAfterOpeningAgain() {
        UnaryOperator<Repository> keeping = repository -> {
            repository.queue().leave(Samples.OWNER);
            return repository;
        };

        assertThat(RepositoryContract.durableCases(InMemoryRepository::create, keeping))
                .filteredOn(claim -> !claim.name().equals("aDurableRepositorySaysSo"))
                .allSatisfy(ContractCase::run);
    }

    @Test
    void namesEveryCaseOnce() {
        assertThat(RepositoryContract.cases(InMemoryRepository::create))
                .extracting(ContractCase::name)
                .doesNotHaveDuplicates();
    }

    private static LogRow cut(LogRow row) {
        byte[] start = java.util.Arrays.copyOf(row.delta(), Math.min(row.delta().length, 1_000_000));
        return new LogRow(
                row.run(), row.seq(), 0, row.millis(), row.type(), row.path(), row.attempt(), row.event(), start);
    }

    @SuppressWarnings("unchecked")
    private static Consumer<List<LogRow>> watcher(Object given) {
        return (Consumer<List<LogRow>>) given;
    }

    private static AutoCloseable closing(ConcurrentLinkedQueue<?> watchers, Object watcher) {
        return () -> watchers.remove(watcher);
    }

    /** A commit that calls nobody. */
    private record Mute(Commit real) implements Commit {
        @Override
        public boolean isDone() {
            return real.isDone();
        }

        @Override
        public long position() {
            return real.position();
        }

        @Override
        public Optional<dev.pawl.store.StoreException> refusal() {
            return real.refusal();
        }

        @Override
        public boolean hurry() {
            return real.hurry();
        }

        @Override
        public void await() throws InterruptedException {
            real.await();
        }

        @Override
        public void onDone(Runnable action) {}
    }
}
