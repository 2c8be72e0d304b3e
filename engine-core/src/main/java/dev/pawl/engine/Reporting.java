package dev.pawl.engine;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.ProgressEvent;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.Passing;
import dev.pawl.history.EventRows;
import dev.pawl.history.RunHistory;
import dev.pawl.report.RunReader;
import dev.pawl.report.RunReport;
import dev.pawl.report.Statistics;
import dev.pawl.report.WholeShape;
import dev.pawl.store.Definitions.Definition;
import dev.pawl.store.EndedRuns;
import dev.pawl.store.Repository;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.walk.BoundPipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what people want to see of runs. Thread-safe. */
final class Reporting {
    private static final int LONGEST_CHAIN = 1_000;

    private final Repository repository;
    private final Carrying carrying;
    private final Registered pipelines;
    private final LiveRuns live;

    Reporting(Repository repository, Carrying carrying, Registered pipelines, LiveRuns live) {
        this.repository = repository;
        this.carrying = carrying;
        this.pipelines = pipelines;
        this.live = live;
    }

    RunReport report(RunRow asked) {
        // What is at work is looked at first: then its end, if it has come meanwhile, is in the log.
        List<ProgressEvent> passing = live.find(asked.number()).stream()
                .flatMap(run -> run.passing().stream())
                .map(Passing::event)
                .toList();
        RunRow run = current(asked);
        RunHistory history = read(run);
        List<ProgressEvent> events = new ArrayList<>(history.events());
        if (events.stream().noneMatch(ProgressEvent::isLast)) {
            events.addAll(passing);
        }
        List<RunRow> chain = new ArrayList<>(
                repository.query().list(RunFilter.ofChain(run.spec().origin()), Long.MAX_VALUE, LONGEST_CHAIN));
        Collections.reverse(chain);
        List<Object> secrets = new ArrayList<>(history.secrets());
        Map<String, Object> inputs = inputs(run, chain, history, secrets);
        // What has been read is whole if the run is still there.
        current(asked);
        Map<String, Object> shape = WholeShape.of(shape(run.spec()), history.events(), this::inside);
        return new RunReader(run, chain, events, shape, inputs, history.results(), history.kept(), secrets)
                .report(carrying.time().millis());
    }

    private RunRow current(RunRow run) {
        return repository
                .query()
                .find(run.number())
                .orElseThrow(() -> RefusedException.unknown(run.spec().id(), repository));
    }

    Statistics statistics(EndedRuns which) {
        return Statistics.of(requireNonNull(which, "which"), repository.query());
    }

    /** Events of one kind after that seq, in order. */
    <E extends ProgressEvent> List<E> after(RunRow run, Class<E> kind, String path, long seq, int max) {
        return events(run, kind, RowFilter.after(run.number(), EventRows.typeOf(kind), path, seq), max);
    }

    /** Events of one kind before that seq, the newest first. */
    <E extends ProgressEvent> List<E> before(RunRow run, Class<E> kind, String path, long seq, int max) {
        return events(run, kind, RowFilter.before(run.number(), EventRows.typeOf(kind), path, seq), max);
    }

    private <E extends ProgressEvent> List<E> events(RunRow run, Class<E> kind, RowFilter filter, int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max < 1: " + max);
        }
        return repository.log().find(filter, max).stream()
                .map(row -> kind.cast(carrying.rows().event(row, run.info())))
                .toList();
    }

    /** What was submitted stands in the first run of the chain; what was secret in any run before this one is secret in it. */
    private Map<String, Object> inputs(RunRow run, List<RunRow> chain, RunHistory history, List<Object> secrets) {
        Map<String, Object> inputs = history.inputs();
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (chain.get(i).number() < run.number()) {
                RunHistory before = read(chain.get(i));
                secrets.addAll(before.secrets());
                inputs = before.inputs();
            }
        }
        return inputs;
    }

    private RunHistory read(RunRow run) {
        return RunHistory.of(run, repository.log(), carrying.rows(), carrying.codec());
    }

    private Map<String, Object> shape(RunSpec run) {
        return pipelines
                .fitting(run)
                .map(bound -> bound.pipeline().shape())
                .or(() -> stored(run.fingerprint()))
                .orElse(Map.of());
    }

    private Optional<Map<String, Object>> inside(String pipeline, int version, String fingerprint) {
        Optional<BoundPipeline> known =
                pipelines.pipeline(pipeline, version == 0 ? OptionalInt.empty() : OptionalInt.of(version));
        boolean fits = known.isPresent()
                && (fingerprint.isEmpty()
                        || known.get().pipeline().fingerprint().equals(fingerprint));
        return fits ? known.map(bound -> bound.pipeline().shape()) : stored(fingerprint);
    }

    private Optional<Map<String, Object>> stored(String fingerprint) {
        return repository.definitions().find(fingerprint).map(Definition::shape).map(this::tree);
    }

    private Map<String, Object> tree(String shape) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (carrying.codec().decode(shape, Object.class) instanceof Map<?, ?> map) {
            map.forEach((field, value) -> tree.put(field.toString(), value));
        }
        return tree;
    }
}
