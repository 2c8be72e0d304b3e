package dev.pawl.execution;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Artifact;
import dev.pawl.api.Key;
import dev.pawl.api.PawlException;
import dev.pawl.api.WorkflowContext;
import dev.pawl.event.StepProgress;
import dev.pawl.history.Encoding;
import dev.pawl.history.RecordedValues;
import dev.pawl.pipeline.Reference;
import dev.pawl.pipeline.ReferenceLookup;
import dev.pawl.walk.Capped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What one attempt of a recorded run sees. Its puts stand apart until it has succeeded. Confined to the attempt. */
final class RecordedContext implements WorkflowContext, ReferenceLookup {
    private final Attempt attempt;
    private final RecordedRun run;
    private final Encoding encoding;
    private final RecordedValues values;
    private Map<String, Put> puts = Map.of();

    record Put(Object stored, boolean secret) {}

    RecordedContext(Attempt attempt, Encoding encoding) {
        this.attempt = attempt;
        this.run = attempt.strand.run;
        this.encoding = encoding;
        this.values = RecordedValues.ofAttempt(attempt.scope, encoding);
    }

    @Override
    public <T> T get(Key<T> key) {
        Put put = puts.get(key.name());
        return put == null ? values.get(key) : values.read(key, put.stored);
    }

    @Override
    public <T> Optional<T> find(Key<T> key) {
        Put put = puts.get(key.name());
        return put == null ? values.find(key) : Optional.of(values.read(key, put.stored));
    }

    @Override
    public <T> T result(String step, Class<T> type) {
        return values.result(step, type);
    }

    @Override
    public <T> void put(Key<T> key, T value) {
        requireNonNull(value, () -> "the value of key '" + key.name() + "'");
        Object stored = encoding.store(key, value);
        if (puts.isEmpty()) {
            puts = new LinkedHashMap<>();
        }
        puts.put(key.name(), new Put(stored, key.isSecret()));
        values.forget(key);
    }

    @Override
    public Optional<Object> at(Reference reference) {
        return new Data(attempt.scope, encoding).apply(reference);
    }

    @Override
    public String runId() {
        return run.info.id();
    }

    @Override
    public String path() {
        return attempt.path;
    }

    @Override
    public int attempt() {
        return attempt.number;
    }

    @Override
    public String idempotencyKey() {
        return run.idempotency() + "/" + attempt.path;
    }

    @Override
    public long fencingToken() {
        return run.epoch();
    }

    @Override
    public void progress(long done, long total, String message) {
        if (!attempt.isOver()) {
            long now = run.with.time().millis();
            String text = Capped.text(message);
            attempt.interruption.aside(
                    () -> attempt.strand.pass(new StepProgress(run.info, 0, 0, now, attempt.path, done, total, text)));
        }
    }

    @Override
    public void log(String line) {
        if (!attempt.isOver()) {
            run.notebook.add(recorder -> recorder.logged(attempt.path, attempt.number, line));
        }
    }

    @Override
    public void artifact(Artifact artifact) {
        requireNonNull(artifact, "artifact");
        if (!attempt.isOver()) {
            run.notebook.add(recorder -> recorder.added(attempt.path, attempt.number, artifact));
        }
    }

    @Override
    public void note(String text) throws InterruptedException {
        Capped.checkNote(attempt.path, text);
        if (attempt.isOver() || !run.notebook.add(recorder -> recorder.noted(attempt.path, attempt.number, text))) {
            throw new PawlException(
                    "step '" + attempt.path + "' of run " + runId()
                            + " cannot note anything: its attempt is over, or the run is not carried here any more; end the step");
        }
        run.notebook.awaitCommit();
    }

    @Override
    public Optional<String> note() {
        return run.notebook.note(attempt.path);
    }

    Map<String, Put> puts() {
        return puts;
    }
}
