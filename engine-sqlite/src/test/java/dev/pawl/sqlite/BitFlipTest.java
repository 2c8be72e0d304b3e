package dev.pawl.sqlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.PawlException;
import dev.pawl.engine.Health;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * One bit of a closed store is flipped, anywhere. Each answer afterwards is the one that there was, or a typed refusal; where it is neither,
 * which only what is missing in an index or a page can bring about, the survey says that the store is damaged.
 */
@Timeout(1_200)
class BitFlipTest {
    private static final int FLIPS = Boolean.getBoolean("pawl.long") ? 300 : 60;
    private static final int CARRIED = Boolean.getBoolean("pawl.long") ? 100 : 20;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final long seed = Long.getLong("pawl.seed", System.nanoTime());
    private final Random chance = new Random(seed);
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private byte[] sound;
    private List<RunRow> runs;
    private Map<String, String> answers;

    @BeforeEach
    void aStore() throws Exception {
        Path file = folder.resolve("sound.db");
        EveryState.make(file);
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            runs = WholeStore.runs(repository);
            answers = WholeStore.answers(repository, runs);
        }
        sound = Files.readAllBytes(file);
    }

    @Test
    void eachAnswerIsRightOrRefusedOrTheStoreIsSaidToBeDamaged() throws Exception {
        for (int i = 0; i < FLIPS; i++) {
            int bit = bit(i);
            Path file = flipped(bit);
            try (SqliteRepository repository = SqliteRepository.open(file)) {
                repository.survey().await();
                ask(repository, bit);
            } catch (StoreException e) {
                assertThat(e.reason()).as(where(bit)).isIn(Reason.CORRUPT, Reason.FOREIGN, Reason.FAILED);
                assertThat(e).hasMessageContaining(file.toString());
                count("refused at the opening");
            }
        }
        System.out.println(FLIPS + " flipped bits: " + outcomes + " (seed " + seed + ")");
        assertThat(outcomes).containsKeys("all answers right", "some answers refused", "refused at the opening");
    }

    private void ask(SqliteRepository repository, int bit) {
        boolean refused = false;
        boolean wrong = false;
        for (var answer : WholeStore.answers(repository, runs).entrySet()) {
            if (answer.getValue().equals(WholeStore.refusal(Reason.CORRUPT))) {
                refused = true;
            } else if (!answer.getValue().equals(answers.get(answer.getKey()))) {
                wrong = true;
            }
        }
        if (refused || wrong) {
            assertThat(repository.warnings()).as(where(bit)).isNotEmpty();
        }
        count(
                wrong
                        ? "some answers wrong, and said to be damaged"
                        : refused ? "some answers refused" : "all answers right");
    }

    @Test
    void anEngineGivesNoWrongResultAndGoesOnWithWhatIsSound() throws Exception {
        Map<String, String> expected = EveryState.expectedEnds();
        for (int i = 0; i < CARRIED; i++) {
            int bit = bit(i);
            try (SqliteRepository repository = SqliteRepository.open(flipped(bit))) {
                repository.survey().await();
                boolean isDamaged = !repository.warnings().isEmpty();
                try (WorkflowEngine engine = EveryState.engine(repository, 3)
                        .pipeline(EveryState.gone())
                        .build()) {
                    int right = carried(engine, isDamaged ? SHORT : LONG, expected, bit);
                    if (isDamaged) {
                        assertThat(engine.health().state()).isNotEqualTo(Health.State.GREEN);
                    } else {
                        assertThat(right).as(where(bit)).isEqualTo(expected.size());
                    }
                    count(
                            right == expected.size()
                                    ? "all runs right"
                                    : right == 0 ? "none carried" : "some runs right");
                } catch (StoreException e) {
                    assertThat(e.reason()).as(where(bit)).isEqualTo(Reason.CORRUPT);
                    assertThat(repository.warnings()).as(where(bit)).isNotEmpty();
                    count("no engine");
                }
            } catch (StoreException e) {
                count("refused at the opening");
            }
        }
        System.out.println(CARRIED + " stores with a flipped bit, carried: " + outcomes + " (seed " + seed + ")");
        assertThat(outcomes).containsKeys("all runs right", "some runs right");
    }

    /** How many runs have ended as they have to; none has ended otherwise. */
    private int carried(WorkflowEngine engine, Duration limit, Map<String, String> expected, int bit)
            throws InterruptedException {
        for (RunRow row : runs) {
            try {
                EveryState.goOn(engine, row);
            } catch (PawlException | NoSuchElementException e) {
                count("requests refused");
            }
        }
        int right = 0;
        for (RunRow row : runs) {
            try {
                Optional<Run> run = engine.find(row.spec().id());
                Optional<RunResult> end =
                        run.isEmpty() ? Optional.empty() : run.get().await(limit);
                if (end.isPresent() && end.get().status() != RunStatus.PARKED) {
                    String subject = row.spec().subject();
                    assertThat(EveryState.end(end.get()))
                            .as(where(bit) + subject)
                            .isEqualTo(expected.get(subject));
                    right++;
                }
            } catch (StoreException e) {
                assertThat(e.reason()).as(where(bit)).isEqualTo(Reason.CORRUPT);
            }
        }
        return right;
    }

    /** The first in a value, in the header and in the id of a run, so that few flips suffice to see each outcome; then anywhere. */
    private int bit(int flip) {
        int inAValue = new String(sound, ISO_8859_1).indexOf(EveryState.SECRET);
        assertThat(inAValue).isPositive();
        return switch (flip) {
            case 0 -> 8 * inAValue + 2;
            case 1 -> 8 + 3;
            case 2 ->
                8 * new String(sound, ISO_8859_1).indexOf(runs.get(0).spec().id());
            default -> chance.nextInt(8 * sound.length);
        };
    }

    private Path flipped(int bit) throws Exception {
        byte[] bytes = sound.clone();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Files.write(Files.createTempDirectory(folder, "flip").resolve("pawl.db"), bytes);
    }

    private String where(int bit) {
        return "bit " + bit % 8 + " of byte " + bit / 8 + ", seed " + seed + ": ";
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }
}
