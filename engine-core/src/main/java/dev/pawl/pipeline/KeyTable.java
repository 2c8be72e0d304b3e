package dev.pawl.pipeline;

import dev.pawl.api.Key;
import java.util.HashMap;
import java.util.Map;

/** All keys that a pipeline knows of: one name, one type. Confined to one check. */
final class KeyTable {
    private final Draft draft;
    private final Map<String, Known> known = new HashMap<>();

    KeyTable(Draft draft) {
        this.draft = draft;
    }

    private record Known(Key<?> key, String path) {}

    void add(Key<?> key, String path) {
        Known first = known.putIfAbsent(key.name(), new Known(key, path));
        if (first != null && !Keys.agree(first.key, key)) {
            draft.problem(
                    path,
                    "key '" + key.name() + "' is " + Keys.show(key) + " here and " + Keys.show(first.key) + " at "
                            + first.path + ": use one type, or another name");
        }
    }

    Iterable<String> names() {
        return known.keySet();
    }
}
