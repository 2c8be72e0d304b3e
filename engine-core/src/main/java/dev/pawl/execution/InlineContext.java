package dev.pawl.execution;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import dev.pawl.api.ValueTypeException;
import dev.pawl.api.WorkflowContext;
import dev.pawl.event.StepProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a run that is not recorded, by reference, and what its steps see. Keys and values alternate in one open-addressed
 * array, whose slots are found by the keys' precomputed hashes. Confined to one run.
 */
final class InlineContext implements WorkflowContext {
    private final InlineRun run;
    private Object[] table;
    private int size;
    private Map<String, Object> results = Map.of();
    private String path = "";
    private int attempt = 1;

    InlineContext(InlineRun run, int expected) {
        this.run = run;
        int slots = Integer.highestOneBit(Math.max(4, expected + expected / 2)) << 1;
        this.table = new Object[slots * 2];
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
            throw RecordedValues.missingKey(key, names());
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
        int i = slot(t, key);
        if (t[i] == key) {
            return (T) t[i + 1];
        }
        if (t[i] == null) {
            return null;
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
        Object[] t = table;
        int i = slot(t, key);
        if (t[i] == null && ++size * 4 > t.length) {
            t = grow();
            i = slot(t, key);
        }
        t[i] = key;
        t[i + 1] = value;
    }

    /** The index of the key, or of the free place where it belongs. */
    private static int slot(Object[] t, Key<?> key) {
        int mask = t.length - 2;
        int i = key.nameHash() << 1 & mask;
        while (t[i] != null && t[i] != key && !isSame((Key<?>) t[i], key)) {
            i = i + 2 & mask;
        }
        return i;
    }

    private static boolean isSame(Key<?> a, Key<?> b) {
        return a.nameHash() == b.nameHash() && a.name().equals(b.name());
    }

    private Object[] grow() {
        Object[] old = table;
        Object[] bigger = new Object[old.length * 2];
        for (int k = 0; k < old.length; k += 2) {
            if (old[k] != null) {
                int i = slot(bigger, (Key<?>) old[k]);
                bigger[i] = old[k];
                bigger[i + 1] = old[k + 1];
            }
        }
        table = bigger;
        return bigger;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < table.length; k += 2) {
            if (table[k] != null) {
                names.add(((Key<?>) table[k]).name());
            }
        }
        return names;
    }

    @Override
    public <T> T result(String step, Class<T> type) {
        Object data = results.get(step);
        if (data == null) {
            throw RecordedValues.missingResult(step, results.keySet());
        }
        Class<T> boxed = RecordedValues.boxed(type);
        if (!boxed.isInstance(data)) {
            throw new ValueTypeException(
                    step,
                    "the data of step '" + step + "' is a " + data.getClass().getName() + ", not a " + type.getName(),
                    null);
        }
        return boxed.cast(data);
    }

    void keepResult(String step, Object data) {
        if (results.isEmpty()) {
            results = new HashMap<>();
        }
        results.put(step, data);
    }

    /** What an attempt that may fail without ending the run has to be able to go back to. */
    Runnable savepoint() {
        Object[] savedTable = table.clone();
        int savedSize = size;
        return () -> {
            table = savedTable;
            size = savedSize;
        };
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
}
