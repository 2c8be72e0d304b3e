package dev.pawl.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The steps that are undone when something fails later, in the order in which they were finished. Confined to one run. */
public final class Undo {
    private final NavigableMap<Long, String> byOrder = new TreeMap<>();
    private final NavigableMap<String, Long> byPath = new TreeMap<>();
    private long last;

    public void add(String step) {
        remove(step);
        byOrder.put(++last, step);
        byPath.put(step, last);
    }

    /** Takes these in before all others. */
    public void addFirst(Collection<String> steps) {
        List<String> all = new ArrayList<>(steps);
        all.addAll(byOrder.values());
        clear();
        all.forEach(this::add);
    }

    boolean remove(String step) {
        Long order = byPath.remove(step);
        if (order != null) {
            byOrder.remove(order);
        }
        return order != null;
    }

    public boolean contains(String step) {
        return byPath.containsKey(step);
    }

    boolean isEmpty() {
        return byPath.isEmpty();
    }

    void clear() {
        byOrder.clear();
        byPath.clear();
    }

    /** The last one that stands inside this path. */
    Optional<String> last(String path) {
        return byOrder.descendingMap().values().stream()
                .filter(step -> RunMemory.isIn(path, step))
                .findFirst();
    }

    boolean isAnyIn(String path) {
        return path.isEmpty() ? !isEmpty() : begins(path + "/") || begins(path + "[");
    }

    private boolean begins(String prefix) {
        String next = byPath.ceilingKey(prefix);
        return next != null && next.startsWith(prefix);
    }

    /** In their order. */
    List<String> all() {
        return List.copyOf(byOrder.values());
    }
}
