package dev.pawl.execution;

import dev.pawl.api.Key;
import dev.pawl.api.MissingValueException;
import dev.pawl.api.Values;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The values of a recorded run, each decoded once. Confined to one attempt, or to one reader. */
final class RecordedValues implements Values {
    private final RunMemory memory;
    private final Encoding encoding;
    private Map<Key<?>, Object> decoded = Map.of();

    RecordedValues(RunMemory memory, Encoding encoding) {
        this.memory = memory;
        this.encoding = encoding;
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
        return type.cast(encoding.read(step, stored, type, type));
    }

    /** A stored form as the type of its key. */
    @SuppressWarnings("unchecked")
    <T> T read(Key<T> key, Object stored) {
        if (!(stored instanceof Text)) {
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
