package dev.pawl.history;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunInfo;
import dev.pawl.pipeline.Paths;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunRow;
import dev.pawl.store.StateCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that the log of a run says, for readers: its events, and the values and data that came with each row, also those that the state of
 * the run has forgotten since. Values are trees of maps, lists, texts, numbers and booleans. Confined to one thread.
 */
public final class RunHistory {
    private static final int PAGE = 1_000;

    private final Encoding encoding;
    private final List<ProgressEvent> events = new ArrayList<>();
    private final Map<String, Object> inputs = new LinkedHashMap<>();
    private final Map<String, Object> results = new LinkedHashMap<>();
    private final Set<String> kept = new HashSet<>();
    private final List<Object> secrets = new ArrayList<>();

    private RunHistory(StateCodec codec) {
        encoding = new Encoding(codec);
    }

    /** Reads the whole log. */
    public static RunHistory of(RunRow run, RunLog log, EventRows rows, StateCodec codec) {
        RunHistory history = new RunHistory(codec);
        long seq = 0;
        List<LogRow> page;
        do {
            page = log.read(run.number(), seq, PAGE);
            for (LogRow row : page) {
                history.take(row, run.info(), rows);
                seq = row.seq();
            }
        } while (page.size() == PAGE);
        return history;
    }

    /** Each delta is read by itself, so that nothing is overwritten by what came later. */
    private void take(LogRow row, RunInfo info, EventRows rows) {
        events.add(rows.event(row, info));
        if (row.delta().length == 0) {
            return;
        }
        RunMemory put = new RunMemory();
        DeltaReader.into(put, row.delta(), "row " + row.seq() + " of run " + info.id());
        take(put.scope);
        put.scopes().values().forEach(this::take);
        if (row.seq() == 1) {
            put.scope.own().stream()
                    .filter(name -> !put.scope.isSecret(name))
                    .sorted()
                    .forEach(name -> inputs.put(name, encoding.tree(put.scope.ownValue(name))));
            put.flow.finished.forEach(kept::add);
            put.flows().forEach((path, flow) -> flow.finished.forEach(id -> kept.add(Paths.join(path, id))));
        }
    }

    private void take(Scope scope) {
        for (String name : scope.own()) {
            if (scope.isSecret(name)) {
                secrets.add(encoding.tree(scope.ownValue(name)));
            }
        }
        scope.eachResult((path, stored) -> {
            results.remove(path);
            results.put(path, encoding.tree(stored));
        });
    }

    public List<ProgressEvent> events() {
        return events;
    }

    /** What the run began with, by name, without what is secret; of a run that continues another one, what that one knew. */
    public Map<String, Object> inputs() {
        return inputs;
    }

    /** The data of nodes, by path, in the order in which they came. */
    public Map<String, Object> results() {
        return results;
    }

    /** The paths of the nodes that were finished before this run began: in the one that it continues. */
    public Set<String> kept() {
        return kept;
    }

    /** What has ever stood under a secret key. */
    public List<Object> secrets() {
        return secrets;
    }
}
