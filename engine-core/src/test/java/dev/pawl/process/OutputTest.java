package dev.pawl.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that write too much, too long lines, or what is no text. */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class OutputTest {
    private static final boolean IS_LONG = Boolean.getBoolean("pawl.long") || Boolean.getBoolean("pawl.full");
    private static final long FLOOD = IS_LONG ? 1L << 30 : 1L << 27;
    private static final long FLOOD_MILLIS = 60_000 * FLOOD / (1L << 30);
    private static final int OFTEN = IS_LONG ? 100 : 20;

    @TempDir
    Path folder;

    @Test
    void twoFloodsPassThroughLittleMemoryInTime() throws Exception {
        long millis = flood("sh", "-c", "yes | head -c " + FLOOD + " & yes e | head -c " + FLOOD + " >&2; wait");

        assertThat(millis).isLessThan(FLOOD_MILLIS);
    }

    @Test
    void aLineWithoutEndPassesThroughLittleMemory() throws Exception {
        flood("sh", "-c", "head -c 200000000 /dev/zero");

        assertThat(Files.readString(folder.resolve("out")))
                .isEqualTo("\0".repeat(65_536) + "… " + (200_000_000 - 65_536) + " bytes dropped\n");
    }

    /** In a JVM with 64 MB; returns how many milliseconds it took. */
    private long flood(String... words) throws Exception {
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FloodProgram.class.getName()));
        command.add(out.toString());
        command.addAll(List.of(words));
        Process child = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            assertThat(child.waitFor(200, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue())
                    .as(Files.readString(folder.resolve("errors")))
                    .isZero();
        } finally {
            child.destroyForcibly();
        }
        assertThat(out).satisfies(file -> assertThat(Files.size(file)).isLessThan((1 << 20) + 100));
        List<String> said = Files.readAllLines(folder.resolve("said"));
        assertThat(Integer.parseInt(said.get(0))).isLessThan(70_000);
        System.out.println("flood of " + words[2] + ": " + said.get(1) + " ms");
        return Long.parseLong(said.get(1));
    }

    @Test
    void whatIsDroppedIsCounted() throws Exception {
        ProcessStep says = ProcessStep.of("printf", "12345\n12345\r\n123\n").limits(OutputLimits.DEFAULT.log(110));

        try (OneStep one = OneStep.start(says)) {
            assertThat(one.end().orThrow().result(OneStep.ID))
                    .isEqualTo(
                            Map.of("exit", 0, "stdout", "12345\n12345\r\n123\n", "stdoutDropped", 0, "logDropped", 11));
            assertThat(one.lines()).containsExactly("12345", "… 11 bytes dropped");
        }
    }

    @Test
    void whatIsNoTextIsReplacedAndWhatIsStrangeIsKept() throws Exception {
        ProcessStep says =
                ProcessStep.of("printf", "\\303\\050 \\377|a\\000b|\\033[31mred\\033[0m|\\360\\237\\230\\200");

        try (OneStep one = OneStep.start(says)) {
            one.end().orThrow();

            assertThat(one.lines()).containsExactly("\uFFFD( \uFFFD|a\0b|\u001b[31mred\u001b[0m|😀");
        }
    }

    @Test
    void aLongLineIsCutInTheLogAndSaysHowMuchIsMissing() throws Exception {
        try (OneStep one = OneStep.start(ProcessStep.of("sh", "-c", "head -c 100000 /dev/zero | tr '\\0' x"))) {
            one.end().orThrow();

            assertThat(one.lines()).containsExactly("x".repeat(16_000) + "… 84000 bytes dropped");
        }
    }

    @Test
    void bytesAreCountedAndNoCharacterIsCutInTwo() {
        String nearly = "x".repeat(15_999);

        assertThat(new Line(false, nearly + "xü€", 7).logged()).isEqualTo(nearly + "x… 12 bytes dropped");
        assertThat(new Line(true, nearly + "😀x", 0).logged()).isEqualTo("! " + nearly + "… 5 bytes dropped");
    }

    @Test
    void theLimitOfTheLogCountsBytes() throws Exception {
        ProcessStep says = ProcessStep.of("printf", "üüü\nüüü\n").limits(OutputLimits.DEFAULT.log(206));

        try (OneStep one = OneStep.start(says)) {
            one.end().orThrow();

            assertThat(one.lines()).containsExactly("üüü", "… 7 bytes dropped");
        }
    }

    @Test
    void twoFullPipesHoldUpNobody() throws Exception {
        String both = "0123456789abcdef".repeat(12_500);
        ProcessStep says = ProcessStep.of("sh", "-c", "cat >&2; printf x; head -c 200000 /dev/zero")
                .stdin(context -> both)
                .limits(OutputLimits.DEFAULT.log(0));

        for (int i = 0; i < OFTEN; i++) {
            assertThat(OneStep.data(says)).containsEntry("logDropped", 400_001);
        }
    }

    @Test
    void linesEndInThreeWaysAndAreCutBetweenCharacters() {
        byte[] bytes = "a\n\nb\rc\r\nd€\n€€\nrest".getBytes(UTF_8);
        for (int chunk = 1; chunk <= bytes.length; chunk++) {
            List<String> lines = new ArrayList<>();
            LineSplitter splitter =
                    new LineSplitter(4, (text, dropped, count) -> lines.add(text + "/" + dropped + "/" + count));
            for (int from = 0; from < bytes.length; from += chunk) {
                int count = Math.min(chunk, bytes.length - from);
                byte[] part = new byte[chunk];
                System.arraycopy(bytes, from, part, 0, count);
                splitter.take(part, count);
            }
            splitter.end();

            assertThat(lines)
                    .as("in chunks of " + chunk)
                    .containsExactly("a/0/2", "/0/1", "b/0/2", "c/0/2", "d€/0/6", "€/3/7", "rest/0/4");
        }
    }
}
