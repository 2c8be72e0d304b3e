package dev.pawl.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are meant to do harm are read or refused at once, with 64 MB of memory for all and a stack of 256 kB. */
class HostileDefinitionsTest {
    private static final String TOO_LARGE =
            "refused: it has more than 4000000 bytes: split it, or keep large texts elsewhere";

    @TempDir
    Path folder;

    private record Outcome(long millis, String said) {}

    @Test
    void theyAreReadOrRefusedAtOnce() throws Exception {
        Map<String, Outcome> outcomes = outcomes();

        assertThat(outcomes.keySet())
                .containsExactlyElementsOf(HostileDefinitions.documents().keySet());
        outcomes.forEach((name, outcome) -> {
            assertThat(outcome.millis).as(name).isLessThan(name.endsWith(" deep") ? 100 : 2_000);
            assertThat(outcome.said).as(name).matches("(read|refused: ).*");
        });
        assertThat(said(outcomes, "101 deep"))
                .isEqualTo("refused: line 1:102: the text ends before the list that begins in line 1 is closed");
        assertThat(said(outcomes, "1,001 deep")).isEqualTo("refused: line 1:501: it is nested deeper than 500 levels");
        for (String name : List.of(
                "10 million deep", "10 million objects deep", "1 GB text", "1 GB of blanks", "a million keys")) {
            assertThat(said(outcomes, name)).as(name).isEqualTo(TOO_LARGE);
        }
        for (String name : List.of("90,000 keys", "60,000 steps")) {
            assertThat(said(outcomes, name)).as(name).startsWith("read ");
        }
    }

    private static String said(Map<String, Outcome> outcomes, String name) {
        return outcomes.get(name).said;
    }

    private Map<String, Outcome> outcomes() throws Exception {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileDefinitions.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean hasEnded = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String story = Files.readString(said);
        assertThat(hasEnded).as(story).isTrue();
        assertThat(process.exitValue()).as(story).isZero();
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        story.lines().filter(line -> line.contains("\t")).forEach(line -> {
            String[] parts = line.split("\t", 3);
            outcomes.put(parts[0], new Outcome(Long.parseLong(parts[1]), parts[2]));
        });
        return outcomes;
    }
}
