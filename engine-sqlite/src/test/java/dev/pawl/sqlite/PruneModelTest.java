package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Commit;
import dev.pawl.store.RunRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Random runs, chains, ends and limits against a model of what is to be left, again and again on one store. */
@Timeout(300)
class PruneModelTest {
    private static final boolean IS_LONG = Boolean.getBoolean("pawl.long");
    private static final int STORES = IS_LONG ? 100 : 5;
    private static final int ROUNDS = 10;
    private static final SqliteOptions FAST =
            SqliteOptions.defaults().withSynchronous(SqliteOptions.Synchronous.NORMAL);
    private static final long HOUR = 3_600_000;

    @TempDir
    Path folder;

    private final long now = System.currentTimeMillis();
    private final List<Past> model = new ArrayList<>();
    private long lastWritten;

    /** What the model knows of a run. */
    private static final class Past {
        private final RunRow row;
        private RunStatus status = RunStatus.RUNNING;
        private long ended;

        private Past(RunRow row) {
            this.row = row;
        }

        private String origin() {
            return row.spec().origin();
        }

        private long number() {
            return row.number();
        }
    }

    @Test
    void whatIsLeftIsWhatTheModelSays() throws Exception {
        long seed = Long.getLong("pawl.seed", System.nanoTime());
        long pruned = 0;
        for (int store = 0; store < STORES; store++) {
            pruned += oneStore(seed + store);
        }
        System.out.println(
                STORES + " stores, " + STORES * ROUNDS + " prunings: " + pruned + " runs pruned (seed " + seed + ")");
        assertThat(pruned).isGreaterThan(100);
    }

    private long oneStore(long seed) throws Exception {
        Random chance = new Random(seed);
        Path file = folder.resolve(seed + ".db");
        SqliteBackups backups = SqliteBackups.in(folder.resolve("snapshots")).keep(1);
        model.clear();
        long pruned = 0;
        try (SqliteRepository repository = SqliteRepository.open(file, FAST)) {
            PastRuns past = new PastRuns(repository);
            for (int round = 0; round < ROUNDS; round++) {
                live(past, chance, round);
                Retention retention = retention(chance);
                Set<String> expected = left(retention);

                pruned += repository.prune(retention).runs();

                assertThat(new HashSet<>(past.ids()))
                        .as("seed %s, round %s, %s", seed, round, retention)
                        .isEqualTo(expected);
                model.removeIf(run -> !expected.contains(run.row.spec().id()));
                assertThat(counts(repository)).as("seed %s", seed).isEqualTo(modelCounts());
            }
            repository.backUp(backups).verify();
        }
        return pruned;
    }

    /** Some runs are submitted, of which some go on with others, and some of those that are carried end. */
    private void live(PastRuns past, Random chance, int round) throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            boolean goesOn = !model.isEmpty() && chance.nextInt(3) == 0;
            String id = "r" + round + "-" + i;
            String origin = goesOn ? model.get(chance.nextInt(model.size())).origin() : id;
            model.add(new Past(past.carried(id, origin)));
            lastWritten = model.get(model.size() - 1).number();
        }
        Commit last = null;
        for (Past run : model) {
            if (run.status == RunStatus.RUNNING && chance.nextInt(4) != 0) {
                run.status = List.of(RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED)
                        .get(chance.nextInt(3));
                // Many at the same hour.
                run.ended = now - HOUR * chance.nextInt(12) - HOUR / 2;
                last = past.bring(run.row, run.status, run.ended, 2 + chance.nextInt(5));
                lastWritten = run.number();
            }
        }
        if (last != null) {
            last.await();
        }
    }

    private static Retention retention(Random chance) {
        Retention retention = Retention.unlimited();
        if (chance.nextBoolean()) {
            retention = retention.maxAge(Duration.ofHours(1 + chance.nextInt(11)));
        }
        if (chance.nextBoolean()) {
            retention = retention.maxRuns(chance.nextInt(60));
        }
        return retention;
    }

    /** Chain by chain in the order of their last ends, as the documentation says. */
    private Set<String> left(Retention retention) {
        Map<String, List<Past>> chains = model.stream().collect(Collectors.groupingBy(Past::origin));
        Comparator<Past> byEnd =
                Comparator.comparingLong((Past run) -> run.ended).thenComparingLong(Past::number);
        long newest = model.stream().mapToLong(Past::number).max().orElse(0);
        List<List<Past>> free = chains.values().stream()
                .filter(chain -> chain.stream()
                        .allMatch(run ->
                                run.status.isTerminal() && run.number() != newest && run.number() != lastWritten))
                .sorted(Comparator.comparing(chain -> chain.stream().max(byEnd).orElseThrow(), byEnd))
                .toList();
        long ended = model.stream().filter(run -> run.status.isTerminal()).count();
        long oldest = retention.maxAge().map(age -> now - age.toMillis()).orElse(Long.MIN_VALUE);
        Set<String> left = model.stream().map(run -> run.row.spec().id()).collect(Collectors.toSet());
        for (List<Past> chain : free) {
            boolean isOld = chain.stream().allMatch(run -> run.ended < oldest);
            if (isOld || ended > retention.maxRuns().orElse(Long.MAX_VALUE)) {
                ended -= chain.size();
                chain.forEach(run -> left.remove(run.row.spec().id()));
            }
        }
        return left;
    }

    private static Map<RunStatus, Long> counts(SqliteRepository repository) {
        return repository.query().counts().entrySet().stream()
                .filter(count -> count.getValue() != 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<RunStatus, Long> modelCounts() {
        return model.stream().collect(Collectors.groupingBy(run -> run.status, Collectors.counting()));
    }
}
