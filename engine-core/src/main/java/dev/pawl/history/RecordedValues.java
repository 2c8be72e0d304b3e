package dev.pawl.history;

import dev.pawl.api.Key;
import dev.pawl.api.Values;
import dev.pawl.walk.Missing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values of a recorded run, as they are stored. Confined to one attempt, or thread-safe when the run is over. */
public final class RecordedValues implements Values {
    private final Scope scope;
    private final Encoding encoding;
    private final boolean isShared;
    private Map<Key<?>, Object> decoded = Map.of();

    private RecordedValues(Scope scope, Encoding encoding, boolean isShared) {
        this.scope = scope;
        this.encoding = encoding;
        this.isShared = isShared;
    }

    /** For one attempt: what was decoded once is kept. */
    public static RecordedValues ofAttempt(Scope scope, Encoding encoding) {
        return new RecordedValues(scope, encoding, false);
    }

    /** Of a run that is over, for any number of readers: each reading decodes anew. */
    public static RecordedValues ofEnded(Scope scope, Encoding encoding) {
        return new RecordedValues(scope, encoding, true);
    }

    @Override
    public <T> T get(Key<T> key) {
        Object stored = scope.value(key.name());
        if (stored == null) {
            throw Missing.key(key, scope.names());
        }
        return read(key, stored);
    }

    @Override
    public <T> Optional<T> find(Key<T> key) {
        Object stored = scope.value(key.name());
        return stored == null ? Optional.empty() : Optional.of(read(key, stored));
    }

    @Override
    public <T> T result(String step, Class<T> type) {
        Object stored = scope.data(step);
        if (stored == null) {
            throw Missing.result(step, scope.nodesWithData());
        }
        Class<T> boxed = Missing.boxed(type);
        return boxed.cast(encoding.read(step, stored, boxed, boxed));
    }

    /** A stored form as the type of its key. */
    @SuppressWarnings("unchecked")
    public <T> T read(Key<T> key, Object stored) {
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
    public void forget(Key<?> key) {
        if (!decoded.isEmpty()) {
            decoded.keySet().removeIf(k -> k.name().equals(key.name()));
        }
    }
}
