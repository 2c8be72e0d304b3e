package dev.pawl.sqlite.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.RunEnded;
import dev.pawl.sqlite.neighbours.NeighbourJvm.Street;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The write-ahead log begins anew though two processes write into it. */
@Timeout(300)
class SharedLogTest {
    private static final int RUNS_EACH = Boolean.getBoolean("pawl.long") ? 20_000 : 1_500;
    private static final long LONGEST = 72L << 20;

    /** No process dies here, so nothing depends on a disk; without it, nothing slows the writers down. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "pawl-log")
                : Files.createTempDirectory("pawl-log");
    }

    @AfterEach
    void remove() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void twoWritersDoNotMakeItGrowForEver() throws Exception {
        Street street = new Street(folder, 30_000);
        Path log = folder.resolve("pawl.db-wal");
        long longest = 0;
        try (Watchman watchman = new Watchman(street.store());
                NeighbourJvm anna = street.start("anna", 4);
                NeighbourJvm bert = street.start("bert", 4)) {
            anna.expect("ready").tell("submit big " + RUNS_EACH + " a");
            bert.expect("ready").tell("submit big " + RUNS_EACH + " b");
            while (watchman.watch(20, RunEnded.class::isInstance) < 2 * RUNS_EACH) {
                longest = Math.max(longest, Files.size(log));
            }
            anna.expect("submitted").leave();
            bert.expect("submitted").leave();
        }
        System.out.println("the write-ahead log of two writers was at most " + (longest >> 20) + " MB long, of "
                + (Files.size(street.store()) >> 20) + " MB in all");
        assertThat(longest).isPositive().isLessThan(LONGEST);
        assertThat(log).doesNotExist();
    }
}
