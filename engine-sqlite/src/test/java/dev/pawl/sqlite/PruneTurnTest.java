package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of several processes one prunes by the clock at a time. */
@Timeout(60)
class PruneTurnTest {
    private static final Retention NONE = Retention.unlimited().maxRuns(0);

    @TempDir
    Path folder;

    /** Another process that prunes, until its input ends. */
    static final class Other {
        private Other() {}

        public static void main(String... arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                channel.lock(2, 1, false);
                System.out.println("prunes");
                System.in.read();
            }
        }
    }

    @Test
    void nothingIsPrunedByTheClockWhileAnotherProcessDoesSo() throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(folder.resolve("pawl.db"))) {
            PastRuns past = new PastRuns(repository);
            past.ended("old", Stores.NOW);
            past.ended("newest", Stores.NOW);
            PruneDesk desk = repository.pruneDesk();
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Other.class.getName(),
                            folder.resolve("pawl.db.lock").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                assertThat(other.inputReader().readLine()).isEqualTo("prunes");

                assertThat(desk.isPruned(NONE, Duration.ofMinutes(1))).isFalse();
                assertThat(past.ids()).containsExactly("old", "newest");
                assertThat(repository.pruneTrouble()).isEmpty();
            } finally {
                other.outputWriter().close();
                other.waitFor();
            }

            assertThat(desk.isPruned(NONE, Duration.ofMinutes(1))).isTrue();
            assertThat(past.ids()).containsExactly("newest");
        }
    }
}
