package dev.pawl.execution;

import dev.pawl.api.Key;
import dev.pawl.api.MissingValueException;
import dev.pawl.api.Values;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The values of a recorded run, as they are stored. Confined to one attempt, or thread-safe when the run is over. */
final class RecordedValues implements Values {
    private final RunMemory memory;
    private final Encoding encoding;
    private final boolean isShared;
    private Map<Key<?>, Object> decoded = Map.of();

    private RecordedValues(RunMemory memory, Encoding encoding, boolean isShared) {
        this.memory = memory;
        this.encoding = encoding;
        this.isShared = isShared;
    }

    /** For one attempt: what was decoded once is kept. */
    static RecordedValues ofAttempt(RunMemory memory, Encoding encoding) {
        return new RecordedValues(memory, encoding, false);
    }

    /** Of a run that is over, for any number of readers: each reading decodes anew. */
    static RecordedValues ofEnded(RunMemory memory, Encoding encoding) {
        return new RecordedValues(memory, encoding, true);
    }

    @Override
    public <T> T get(Key<T> key) {
        Object stored = memory.value(key.name());
        if (stored == null) {
            throw missingKey(key, memory.names());
        }
        return read(key, stored);
    }

    @Override
    public <T> Optional<T> find(Key<T> key) {
        Object stored = memory.value(key.name());
        return stored == null ? Optional.empty() : Optional.of(read(key, stored));
    }

    @Override
    public <T> T result(String step, Class<T> type) {
        Object stored = memory.data(step);
        if (stored == null) {
            throw missingResult(step, memory.paths());
        }
        Class<T> boxed = boxed(type);
        return boxed.cast(encoding.read(step, stored, boxed, boxed));
    }

    @SuppressWarnings("unchecked")
    static <T> Class<T> boxed(Class<T> type) {
        return (Class<T>) MethodType.methodType(type).wrap().returnType();
    }

    /** A stored form as the type of its key. */
    @SuppressWarnings("unchecked")
    <T> T read(Key<T> key, Object stored) {
        if (isShared || !(stored instanceof Text)) {
            return (T) encoding.read(key.name(), stored, key.type(), key.rawType());
        }
        Object value = decoded.get(key);
        if (value == null) {
            value = encoding.read(key.name(), stored, key.type(), key.rawType());
            if (decoded.isEmpty()) {
                decoded = new HashMap<>();
            }
            decoded.put(key, value);
        }
        return (T) value;
    }

    /** The key has a new value. */
    void forget(Key<?> key) {
        if (!decoded.isEmpty()) {
            decoded.keySet().removeIf(k -> k.name().equals(key.name()));
        }
    }

    static MissingValueException missingKey(Key<?> key, Collection<String> known) {
        return new MissingValueException(
                key.name(),
                "key '" + key.name() + "' has no value; there are " + new TreeSet<>(known)
                        + "; give it as an input, put it in an earlier step, or ask with find");
    }

    static MissingValueException missingResult(String step, Collection<String> known) {
        return new MissingValueException(
                step,
                "step '" + step + "' has given no data; there is data of " + new TreeSet<>(known)
                        + "; return it with StepResult.done(message, data)");
    }
}
