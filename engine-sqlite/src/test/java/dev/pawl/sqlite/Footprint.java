package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds. Immutable.
 *
 * @param openFiles 0 where they cannot be seen
 * @param libraries how many copies of SQLite's library it has loaded; 0 where they cannot be seen
 * @param heap how many bytes are in use after a collection
 */
record Footprint(int threads, int openFiles, long libraries, long heap) {
    private static final File OPEN_FILES = new File("/proc/self/fd");
    private static final Path MAPPED = Path.of("/proc/self/maps");
    private static final long HEAP = 5_000_000;

    /** Waits for threads of ours that are about to end. */
    static Footprint now() throws InterruptedException, IOException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("pawl-")) {
                thread.join(10_000);
            }
        }
        String[] files = OPEN_FILES.list();
        return new Footprint(
                Thread.getAllStackTraces().size(), files == null ? 0 : files.length, countLibraries(), collectedHeap());
    }

    private static long countLibraries() throws IOException {
        if (!Files.exists(MAPPED)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(MAPPED)) {
            return lines.filter(line -> line.contains("sqlitejdbc"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .count();
        }
    }

    /** How many bytes are in use after a collection. */
    static long collectedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** Fails where this is more than what was before, but for what comes and goes by itself. */
    void assertNoMoreThan(Footprint before) {
        assertThat(threads).as("threads").isBetween(before.threads - 2, before.threads + 2);
        assertThat(openFiles).as("open files").isBetween(before.openFiles - 2, before.openFiles + 2);
        assertThat(libraries).as("libraries").isEqualTo(before.libraries);
        assertThat(heap - before.heap).as("growth of the heap").isLessThan(HEAP);
    }
}
