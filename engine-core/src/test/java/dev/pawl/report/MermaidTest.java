package dev.pawl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunWaiting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Diagrams of pipelines and of runs. */
@Timeout(120)
class MermaidTest {
    @Test
    void everyKindOfNodeIsDrawn() {
        assertThat(Mermaid.of(Site.everything())).isEqualTo("""
                flowchart TD
                  n1(("start"))
                  n2["Set up"]
                  n3["undo of Set up"]
                  n4{{"upload<br/>for each of pages<br/>2 at a time"}}
                  subgraph f5["upload"]
                    n6["put"]
                  end
                  n7{"kind"}
                  n8["paint"]
                  n9["leave"]
                  n10{{"check"}}
                  n11["follow"]
                  n12["spell"]
                  n13{{"join<br/>all"}}
                  n14{{"polish<br/>at most 5 rounds"}}
                  subgraph f15["polish"]
                    n16["rub"]
                  end
                  n17{"until host exists"}
                  n18{"shrink<br/>while host = huge.org<br/>at most 5 rounds"}
                  subgraph f19["shrink"]
                    n20["cut"]
                  end
                  n21[["launch<br/>pipeline launch 2"]]
                  subgraph f22["launch"]
                    n23["dns"]
                    subgraph f24["whatever happens"]
                      n25["close"]
                    end
                  end
                  n26(["review<br/>approval by editor<br/>within 72h"])
                  n27(["rest<br/>sleep 5m"])
                  n28["announce"]
                  n29["Post"]
                  n30(["seen<br/>signal"])
                  n31["count"]
                  subgraph f32["whatever happens"]
                    n33["tidy"]
                  end
                  n34(("end"))
                  n1 --> n2
                  n2 -.->|"undo"| n3
                  n2 --> n4
                  n4 -->|"item"| n6
                  n6 -.->|"next"| n4
                  n4 -->|"all done"| n7
                  n7 -->|"dark#58; setup.theme = dark"| n8
                  n7 -->|"otherwise"| n9
                  n8 --> n10
                  n9 --> n10
                  n10 -->|"links"| n11
                  n10 -->|"text"| n12
                  n11 --> n13
                  n12 --> n13
                  n13 --> n14
                  n14 --> n16
                  n16 --> n17
                  n17 -.->|"no"| n14
                  n17 -->|"yes"| n18
                  n18 -->|"yes"| n20
                  n20 -.-> n18
                  n18 -->|"no"| n21
                  n21 --> n23
                  n23 --> n25
                  n25 --> n26
                  n26 --> n27
                  n27 --> n28
                  n28 -.->|"falls back"| n29
                  n28 --> n30
                  n29 --> n30
                  n30 --> n31
                  n31 --> n33
                  n33 --> n34
                """);
    }

    @Test
    void aRunShowsStatesAndTimes() throws Exception {
        try (WorkflowEngine engine = Site.engine(Site.time(), Site.everything())) {
            Run run = engine.submit("publish", Site.inputs());
            Site.await(run, e -> e instanceof RunWaiting);

            String diagram = Mermaid.of(run.report());

            assertThat(MermaidText.complaints(diagram)).isEmpty();
            assertThat(diagram.lines())
                    .contains(
                            "  n2[\"Set up<br/>0 ms\"]",
                            "    n6[\"put<br/>2 of 2 done, 0 ms\"]",
                            "  n26([\"review<br/>approval by editor<br/>within 72h\"])",
                            "  class n26 waiting",
                            "  class n11 skipped",
                            "  class n9,n20 passed_over",
                            "  class n27,n28,n30,n31,n33 pending");
        }
    }

    @Test
    void noNameBreaksADiagram() {
        assertThat(Diagrams.HOSTILE).hasSizeGreaterThanOrEqualTo(15);
        for (String diagram : Diagrams.ofHostileNames()) {
            assertThat(MermaidText.complaints(diagram)).as(diagram).isEmpty();
        }
    }

    @Test
    void whatMermaidTakesForItsOwnIsWrittenAsANumber() {
        assertThat(Label.of("a \"b\" <c> [d]; #e", "", "two\nlines"))
                .isEqualTo("\"a #34;b#34; #60;c#62; #91;d#93;#59; #35;e<br/>two lines\"");
    }

    @Test
    void randomPipelinesAndRunsKeepToTheGrammar() throws Exception {
        for (String diagram : Diagrams.ofRandomPipelines(300)) {
            assertThat(MermaidText.complaints(diagram)).as(diagram).isEmpty();
        }
        for (RunReport report : Diagrams.randomRuns(60)) {
            assertThat(MermaidText.complaints(Mermaid.of(report)))
                    .as(report.text())
                    .isEmpty();
        }
    }

    @Test
    void aBrokenDiagramIsNotedByTheGrammar() {
        for (String line :
                List.of("n1[\"a\"b\"]", "n1 --> n2", "end", "class n1 done", "subgraph f1[\"x\"]", "n1[a]")) {
            assertThat(MermaidText.complaints("flowchart TD\n  " + line + "\n"))
                    .as(line)
                    .isNotEmpty();
        }
    }
}
