package dev.pawl.report;

import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunWaiting;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.RandomWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Diagrams to read: of hostile names, of random pipelines, and of runs of them. Immutable. */
final class Diagrams {
    static final List<String> HOSTILE = List.of(
            "a \"quoted\" name",
            "[brackets] (and) {braces}",
            "<script>alert(1)</script>",
            "two\nlines\r\nand a\ttab",
            "semi;colon: and #hash #35;",
            "end",
            "subgraph x",
            "style n1 fill:#f00;",
            "classDef done fill:#f00;",
            "click n1 href \"javascript:alert(1)\"",
            "`markdown` **bold** _text_",
            "%%{init: {'theme': 'dark'}}%%",
            "-->|x| --- -.-> ==> ~~~",
            "Ünïcode 日本語 עברית 🎉 e\u0301",
            "\\backslash\\ \u202Eright to left\u202C \u0000\u0007",
            "&amp; &quot; & entity;",
            "graph TD; A-->B",
            "|pipes| || @{ shape: rect }",
            "n1[\"x\"]; n2",
            "x".repeat(500));

    private Diagrams() {}

    /** A shape with this name wherever people may write one; the builder would refuse some of them. */
    private static Map<String, Object> named(String name) {
        Map<String, Object> step = Map.of("id", name, "name", name, "uses", name);
        Map<String, Object> when = Map.of("from", name, "equals", name);
        return Map.of(
                "steps",
                List.of(
                        Map.of("id", "a", "name", name, "uses", name, "compensate", step, "fallback", step),
                        Map.of(
                                "id",
                                name,
                                "kind",
                                "branch",
                                "cases",
                                List.of(Map.of("id", name, "when", when, "steps", List.of(step)))),
                        Map.of("id", name, "kind", "loop", "while", name, "atMost", 3, "steps", List.of(step)),
                        Map.of("id", name, "kind", "for-each", "items", name, "steps", List.of(step)),
                        Map.of("id", name, "kind", "sub", "pipeline", name, "version", 1),
                        Map.of("id", name, "kind", "approval", "roles", List.of(name), "expiry", name),
                        Map.of("id", name, "kind", "sleep", "until", name)),
                "finally",
                List.of(step));
    }

    static List<String> ofHostileNames() {
        return HOSTILE.stream().map(name -> Mermaid.of(named(name))).toList();
    }

    static List<String> ofRandomPipelines(int pipelines) {
        List<String> diagrams = new ArrayList<>();
        for (int seed = 1; seed <= pipelines; seed++) {
            diagrams.add(Mermaid.of(RandomWork.of(seed, 4).pipeline()));
        }
        return diagrams;
    }

    /** Runs as they stand when they wait, or are over. */
    static List<RunReport> randomRuns(int runs) throws Exception {
        List<RunReport> reports = new ArrayList<>();
        for (int seed = 1; seed <= runs; seed++) {
            RandomWork work = RandomWork.of(seed, 3);
            Pipeline pipeline = work.pipeline();
            try (WorkflowEngine engine = WorkflowEngine.builder()
                    .stepType(work.stepType())
                    .pipeline(pipeline)
                    .build()) {
                Run run = engine.submit(pipeline.name(), work.inputs());
                Site.await(run, e -> e.isLast() || e instanceof RunWaiting || e instanceof RunParked);
                reports.add(run.report());
            }
        }
        return reports;
    }
}
