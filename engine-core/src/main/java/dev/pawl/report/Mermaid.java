package dev.pawl.report;

import dev.pawl.pipeline.Pipeline;
import java.util.Map;

/**
 * Draws pipelines and runs as Mermaid flowcharts, a text that many wikis and Markdown viewers show as a picture: {@code
 * Mermaid.of(pipeline)}. The pictures of runs have a class for each state, and durations in the labels; the items and rounds of a for-each
 * or a loop are one node, with how many of them are done.
 *
 * <p>Mermaid shows texts of up to 50,000 characters and 500 arrows unless it is configured to show more. Stateless.
 */
public final class Mermaid {
    private Mermaid() {}

    /** The pipeline; one that is only named inside it is one node. */
    public static String of(Pipeline pipeline) {
        return of(pipeline.shape());
    }

    /** The pipeline of a run, with the state of each node and how long it took. */
    public static String of(RunReport report) {
        return new Diagram(new Marks(report)).draw(report.shape());
    }

    /** A pipeline as data, as {@link Pipeline#shape} gives it. */
    public static String of(Map<String, ?> shape) {
        return new Diagram(Marks.NONE).draw(shape);
    }
}
