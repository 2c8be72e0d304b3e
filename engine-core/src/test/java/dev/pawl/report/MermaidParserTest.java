package dev.pawl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.json.JsonCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mermaid itself reads our diagrams, where the environment names a folder in which npm has installed it and jsdom. */
@Timeout(300)
class MermaidParserTest {
    private static final String FOLDER = "PAWL_MERMAID";

    @TempDir
    Path folder;

    @Test
    void mermaidItselfReadsEveryDiagram() throws Exception {
        String mermaid = System.getenv(FOLDER);
        assumeTrue(mermaid != null, "no folder with Mermaid in the environment variable " + FOLDER);
        List<String> diagrams = new ArrayList<>(Diagrams.ofHostileNames());
        diagrams.addAll(Diagrams.ofRandomPipelines(200));
        for (RunReport report : Diagrams.randomRuns(60)) {
            diagrams.add(Mermaid.of(report));
        }
        diagrams.add("flowchart TD\n  n1[\"broken\n");

        assertThat(checked(mermaid, diagrams))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0)).startsWith(diagrams.size() - 1 + ": Parse error"))
                .endsWith("checked " + diagrams.size());
    }

    private List<String> checked(String mermaid, List<String> diagrams) throws Exception {
        Path script = folder.resolve("check.mjs");
        try (var in = getClass().getResourceAsStream("mermaid-check.mjs")) {
            Files.copy(in, script);
        }
        Path list = Files.writeString(folder.resolve("list.json"), new JsonCodec().encode(diagrams, Object.class));
        Path said = folder.resolve("said.txt");
        Process node = new ProcessBuilder("node", script.toString(), mermaid, list.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(node.waitFor(200, TimeUnit.SECONDS))
                    .as("Mermaid has read all")
                    .isTrue();
        } finally {
            node.destroyForcibly();
        }
        return Files.readAllLines(said);
    }
}
