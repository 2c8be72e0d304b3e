package dev.pawl.walk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the items of a for-each, as the data that it gives. Confined to one for-each. */
public final class Outcomes {
    private final List<Object> all = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** The next item has succeeded; with null it has given no value. */
    public void done(Object value) {
        Map<String, Object> outcome = next("done");
        if (value != null) {
            outcome.put("value", value);
            values.add(value);
        }
    }

    /** The next item has failed. */
    public void failed(String error) {
        next("failed").put("error", error);
    }

    private Map<String, Object> next(String word) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("index", all.size());
        outcome.put("outcome", word);
        all.add(Collections.unmodifiableMap(outcome));
        return outcome;
    }

    /** One map for each item, in their order. */
    public List<Object> all() {
        return Collections.unmodifiableList(all);
    }

    /** What the items that succeeded have given. */
    public List<Object> values() {
        return values;
    }
}
