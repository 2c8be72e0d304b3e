package dev.pawl.inline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Artifact;
import dev.pawl.api.Key;
import dev.pawl.api.ValueTypeException;
import dev.pawl.api.WorkflowContext;
import dev.pawl.event.ArtifactAdded;
import dev.pawl.event.StepProgress;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Reference;
import dev.pawl.pipeline.ReferenceLookup;
import dev.pawl.walk.Capped;
import dev.pawl.walk.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of a run that is not recorded, by reference, and what its steps see; or those of a branch or an item of it, which looks
 * for what it has not in the scope around.
 *
 * <p>References go into maps and lists only. Another object, such as a record, has no tree here as it has none made of it: a reference
 * to it gives the object, and a path into it nothing. To conditions an enum is its name. Confined to one run.
 */
final class InlineContext implements WorkflowContext, ReferenceLookup {
    private final InlineRun run;
    private final InlineContext around; // null at the run itself
    private Object[] table;
    private int size;
    private InlineResults results; // null while there are none
    private String path = "";
    private int attempt = 1;
    private String note = "";
    private String notedAt = ""; // the step that has noted something last

    InlineContext(InlineRun run, int expected) {
        this.run = run;
        this.around = null;
        this.table = InlineTable.of(expected);
    }

    private InlineContext(InlineContext around) {
        this.run = around.run;
        this.around = around;
        this.table = InlineTable.NOTHING;
    }

    /** A scope inside this one. */
    InlineContext inside() {
        return new InlineContext(this);
    }

    void enter(String newPath, int newAttempt) {
        path = newPath;
        attempt = newAttempt;
    }

    int size() {
        return size;
    }

    @Override
    public <T> T get(Key<T> key) {
        T value = look(key);
        if (value == null) {
            throw Missing.key(key, allNames());
        }
        return value;
    }

    @Override
    public <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable(look(key));
    }

    @SuppressWarnings("unchecked")
    private <T> T look(Key<T> key) {
        Object[] t = table;
        int i = InlineTable.slot(t, key);
        if (t[i] == key) {
            return (T) t[i + 1];
        }
        if (t[i] == null) {
            return around == null ? null : around.look(key);
        }
        if (!key.rawType().isInstance(t[i + 1])) {
            throw new ValueTypeException(
                    key.name(),
                    "key '" + key.name() + "' was put as "
                            + ((Key<?>) t[i]).type().getTypeName() + " and asked for as "
                            + key.type().getTypeName() + "; share one key",
                    null);
        }
        return (T) t[i + 1];
    }

    @Override
    public <T> void put(Key<T> key, T value) {
        requireNonNull(value, "value");
        set(key, value);
    }

    /** Puts a value of which it is known that it fits. */
    void set(Key<?> key, Object value) {
        Object[] t = table;
        int i = InlineTable.slot(t, key);
        InlineSafety safety = run.safety;
        if (safety != null) {
            safety.note(t[i], key, t[i + 1]);
        }
        if (t[i] == null && ++size * 4 > t.length) {
            t = InlineTable.rehashed(t, t.length * 2);
            table = t;
            i = InlineTable.slot(t, key);
        }
        t[i] = key;
        t[i + 1] = value;
    }

    /**
     * Takes back what was put, the last first.
     *
     * @param puts for each put the key that stood there before (null when none did), the key, and the value before
     */
    void takeBack(List<Object> puts) {
        boolean removes = false;
        for (int k = puts.size() - 3; k >= 0; k -= 3) {
            int i = InlineTable.slot(table, (Key<?>) puts.get(k + 1));
            table[i + 1] = puts.get(k + 2);
            if (puts.get(k) == null) {
                removes = true;
                size--;
            } else {
                table[i] = puts.get(k);
            }
        }
        if (removes) {
            table = InlineTable.rehashed(table, table.length);
        }
    }

    /** The names of the keys that were put here, not around. */
    List<String> names() {
        return InlineTable.names(table);
    }

    private List<String> allNames() {
        List<String> names = names();
        if (around != null) {
            names.addAll(around.allNames());
        }
        return names;
    }

    /** What was put here, not around, under the name of this key; null when nothing was. */
    Object own(Key<?> key) {
        return table[InlineTable.slot(table, key) + 1];
    }

    /** Everything of a branch that has won becomes part of this scope, which is around it. */
    void takeIn(InlineContext branch) {
        for (int k = 0; k < branch.table.length; k += 2) {
            if (branch.table[k] != null) {
                set((Key<?>) branch.table[k], branch.table[k + 1]);
            }
        }
        if (branch.results != null) {
            results().takeIn(branch.results);
        }
    }

    /** The value under this name, whatever its type; null when there is none. */
    Object named(String name) {
        Object value = InlineTable.named(table, name);
        return value == null && around != null ? around.named(name) : value;
    }

    /** What stands at a reference, by reference. */
    @Override
    public Optional<Object> at(Reference reference) {
        Object data = data(reference.head());
        return reference.in(data == null ? named(reference.head()) : data);
    }

    /** Answers a condition. */
    boolean holds(Condition condition) {
        return condition.test(
                reference -> at(reference).map(value -> value instanceof Enum<?> e ? e.name() : value), this);
    }

    @Override
    public <T> T result(String step, Class<T> type) {
        Object data = data(step);
        if (data == null) {
            throw Missing.result(step, nodesWithData());
        }
        Class<T> boxed = Missing.boxed(type);
        if (!boxed.isInstance(data)) {
            throw new ValueTypeException(
                    step,
                    "the data of step '" + step + "' is a " + data.getClass().getName() + ", not a " + type.getName(),
                    null);
        }
        return boxed.cast(data);
    }

    /** The data of the newest node with this id, here or else around; null when there is none. */
    private Object data(String node) {
        Object data = results == null ? null : results.look(node);
        return data == null && around != null ? around.data(node) : data;
    }

    private List<String> nodesWithData() {
        List<String> nodes = new ArrayList<>();
        for (InlineContext scope = this; scope != null; scope = scope.around) {
            if (scope.results != null) {
                nodes.addAll(scope.results.paths());
            }
        }
        return nodes;
    }

    void keepResult(String node, Object data) {
        results().keep(node, data);
    }

    private InlineResults results() {
        if (results == null) {
            results = new InlineResults();
        }
        return results;
    }

    @Override
    public String runId() {
        return run.info().id();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public String idempotencyKey() {
        return runId() + "/" + path;
    }

    @Override
    public long fencingToken() {
        return 0;
    }

    @Override
    public void progress(long done, long total, String message) {
        run.tell(new StepProgress(run.info(), 0, 0, run.millis(), path, done, total, message));
    }

    @Override
    public void log(String line) {
        run.log(path, attempt, line);
    }

    @Override
    public void artifact(Artifact artifact) {
        requireNonNull(artifact, "artifact");
        run.tell(new ArtifactAdded(
                run.info(),
                0,
                0,
                run.millis(),
                path,
                attempt,
                artifact.name(),
                artifact.mediaType(),
                artifact.bytes(),
                artifact.location()));
    }

    @Override
    public void note(String text) {
        Capped.checkNote(path, text);
        note = text;
        notedAt = path;
    }

    @Override
    public Optional<String> note() {
        return path.equals(notedAt) ? Optional.of(note) : Optional.empty();
    }
}
