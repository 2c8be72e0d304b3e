package dev.pawl.report;

import dev.pawl.event.ProgressEvent;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes reports of what was read of a run. Immutable.
 *
 * @param row the run as the store knows it
 * @param chain all runs of its chain
 * @param events its recorded events, then the passing ones of the steps that are at work
 * @param shape its pipeline as data
 * @param inputs what it was submitted with
 * @param results the data of its nodes
 * @param kept the paths of the nodes that were finished before it began
 * @param secrets what has ever stood under a secret key
 */
public record RunReader(
        RunRow row,
        List<RunRow> chain,
        List<ProgressEvent> events,
        Map<String, Object> shape,
        Map<String, Object> inputs,
        Map<String, Object> results,
        Set<String> kept,
        Collection<?> secrets) {
    /** The report as of that hour, in milliseconds since 1970. */
    public RunReport report(long now) {
        Story story = Story.of(events);
        RunStory run = story.run;
        Blackout blackout = new Blackout(secrets);
        RunSpec spec = row.spec();
        long until = run.ended > 0 ? run.ended : Math.max(now, spec.created());
        long start = run.started > 0 ? run.started : until;
        Map<String, Object> shownInputs = new LinkedHashMap<>();
        inputs.forEach((name, value) -> shownInputs.put(name, blackout.tree(value)));
        Map<String, Object> shownResults = new LinkedHashMap<>();
        results.forEach((path, value) -> shownResults.put(path, blackout.tree(value)));
        return new RunReport(
                spec.id(),
                spec.pipeline(),
                spec.version(),
                spec.subject(),
                spec.queue(),
                run.continues,
                run.forkedAt,
                chain.stream().map(RunReader::link).toList(),
                row.state().status(),
                row.state().status().isTerminal()
                        ? ""
                        : blackout.text(row.state().reason()),
                blackout.text(run.message),
                run.failedAt,
                run.stoppedBy,
                Instant.ofEpochMilli(spec.created()),
                NodeStory.hour(run.started),
                NodeStory.hour(run.ended),
                Instant.ofEpochMilli(now),
                Duration.ofMillis(until - start),
                Duration.ofMillis(Math.max(0, start - spec.created())),
                Duration.ofMillis(run.rested(until)),
                Assembly.of(shape, story, kept, until).stream()
                        .map(blackout::node)
                        .toList(),
                story.waits.stream().map(blackout::wait).toList(),
                shownInputs,
                shownResults,
                Blackout.ofDefaults(shape));
    }

    private static ChainLink link(RunRow run) {
        return new ChainLink(
                run.spec().id(),
                run.state().status(),
                Instant.ofEpochMilli(run.spec().created()));
    }
}
