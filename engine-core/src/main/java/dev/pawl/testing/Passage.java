package dev.pawl.testing;

import dev.pawl.engine.RunResult;
import dev.pawl.event.FlowEnded;
import dev.pawl.event.ProgressEvent;
import dev.pawl.history.EventRows;
import dev.pawl.history.Fold;
import dev.pawl.history.RunMemory;
import dev.pawl.json.JsonCodec;
import dev.pawl.store.Repository;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One way of a run through its pipeline, and what is known of it when it has ended. Immutable but for the memory, which is only read.
 *
 * @param events all that were recorded
 * @param crashedAt the position of the last event before the crash; 0 when there was none
 * @param wrong what the engine found when it held its rows against its log
 */
record Passage(
        RunResult result,
        RunRow row,
        List<ProgressEvent> events,
        long crashedAt,
        RunMemory memory,
        List<String> wrong) {
    static Passage of(
            RunResult result, Repository repository, List<ProgressEvent> events, long crashedAt, List<String> wrong) {
        RunRow row = repository.query().find(result.run()).orElseThrow();
        RunMemory memory = Fold.of(row, repository.log(), new EventRows(new JsonCodec())).memory;
        return new Passage(result, row, events, crashedAt, memory, wrong);
    }

    String end() {
        return result.status()
                + (result.path().isEmpty() ? "" : " at '" + result.path() + "'")
                + (result.message().isEmpty() ? "" : ": " + result.message());
    }

    /** The branches, items and pipelines inside that were stopped; how far such a one came is a matter of chance. */
    Set<String> stopped() {
        Set<String> paths = new TreeSet<>();
        for (ProgressEvent event : events) {
            if (event instanceof FlowEnded flow && flow.outcome() == FlowEnded.Outcome.CANCELLED) {
                paths.add(flow.path());
            }
        }
        return paths;
    }

    /** The branches, items and pipelines inside. */
    Set<String> flows() {
        Set<String> paths = new TreeSet<>();
        for (ProgressEvent event : events) {
            if (event instanceof FlowEnded flow) {
                paths.add(flow.path());
            }
        }
        return paths;
    }
}
