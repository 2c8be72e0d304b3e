package dev.pawl.history;

import dev.pawl.pipeline.Paths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The values of a run in stored form, or of a branch or an item of it: then what is not here is looked for in the scope around. While
 * branches are carried, the scope around them is left alone; so each scope is read and changed by one of them only, and reading needs
 * no lock. Confined to one line of nodes.
 */
public final class Scope {
    /** What stands in a delta beside each value: tags and lengths. */
    private static final int ENTRY = 10;

    public final String path;
    private Scope around; // null at the run itself
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Object> results = new HashMap<>();
    private final Map<String, String> newest = new HashMap<>();
    private final Set<String> secrets = new HashSet<>();
    private final Map<String, Object> kept = new HashMap<>();
    private Map<String, Object> given = Map.of();
    private long bytes;

    Scope(String path, Scope around) {
        this.path = path;
        this.around = around;
    }

    /** Null at the run itself. */
    public Scope around() {
        return around;
    }

    /** A scope between this one and the one around it has come to be known. */
    void nowIn(Scope between) {
        if (around == between.around) {
            around = between;
        }
    }

    /** What an item sees of the list that it comes from; not recorded, as the list is. */
    public void give(Map<String, Object> stored) {
        given = stored;
    }

    public Map<String, Object> given() {
        return given;
    }

    /** Keeps such a value for a step here that may be undone when the list is another one. */
    public void keep(String name, Object stored) {
        kept.put(name, stored);
    }

    public void put(String name, Object stored, boolean secret) {
        Object before = values.put(name, stored);
        if (secret) {
            secrets.add(name);
        }
        grow(name, stored, before);
    }

    public void result(String node, Object stored) {
        grow(node, stored, results.put(node, stored));
        int slash = node.lastIndexOf('/');
        if (slash < 0) {
            newest.remove(node);
            return;
        }
        String before = newest.put(node.substring(slash + 1), node);
        if (before != null && !before.equals(node) && Paths.inPipeline(before).equals(Paths.inPipeline(node))) {
            bytes -= size(results.remove(before)) + before.length() + ENTRY; // the round of a loop before this one
        }
    }

    /** The stored form; null when there is none here or around. */
    public Object value(String name) {
        Object stored = values.get(name);
        if (stored == null) {
            stored = given.get(name);
        }
        if (stored == null && !kept.isEmpty()) {
            stored = kept.get(name);
        }
        return stored == null && around != null ? around.value(name) : stored;
    }

    /** The data of the newest node with this id, or of the one at this path. */
    public Object data(String node) {
        String path = newest.get(node);
        Object stored = results.get(path == null ? node : path);
        return stored == null && around != null ? around.data(node) : stored;
    }

    public Set<String> own() {
        return values.keySet();
    }

    public Object ownValue(String name) {
        return values.get(name);
    }

    /** The data that stands here, by the path of its node. */
    void eachResult(BiConsumer<String, Object> action) {
        inOrder(action);
    }

    /** Whether a value of this scope is shown to nobody. */
    public boolean isSecret(String name) {
        return secrets.contains(name);
    }

    Collection<String> names() {
        List<String> names = new ArrayList<>(values.keySet());
        names.addAll(given.keySet());
        if (around != null) {
            names.addAll(around.names());
        }
        return names;
    }

    Collection<String> nodesWithData() {
        List<String> nodes = new ArrayList<>(results.keySet());
        if (around != null) {
            nodes.addAll(around.nodesWithData());
        }
        return nodes;
    }

    /** Everything of a branch that has won becomes part of the scope around it. */
    void takeIn(Scope branch) {
        branch.values.forEach((name, stored) -> put(name, stored, branch.secrets.contains(name)));
        branch.inOrder(this::result);
    }

    long bytes() {
        return bytes;
    }

    void write(DeltaWriter delta) {
        delta.scope(path);
        values.forEach((name, stored) -> delta.value(name, stored, secrets.contains(name)));
        kept.forEach(delta::given);
        inOrder(delta::result);
    }

    /** What is the newest of its id comes last, so that taking all in again makes it so again. */
    private void inOrder(BiConsumer<String, Object> action) {
        results.forEach((node, stored) -> {
            if (!node.equals(newest.get(node.substring(node.lastIndexOf('/') + 1)))) {
                action.accept(node, stored);
            }
        });
        newest.values().forEach(node -> action.accept(node, results.get(node)));
    }

    boolean isEmpty() {
        return values.isEmpty() && results.isEmpty() && kept.isEmpty();
    }

    boolean isSame(Scope o) {
        return values.equals(o.values)
                && kept.equals(o.kept)
                && results.equals(o.results)
                && newest.equals(o.newest)
                && secrets.equals(o.secrets);
    }

    private void grow(String name, Object stored, Object before) {
        bytes += size(stored) + (before == null ? name.length() + ENTRY : -size(before));
    }

    private static int size(Object stored) {
        return stored instanceof String s ? utf8Length(s) : stored instanceof Text t ? utf8Length(t.json()) : 8;
    }

    private static int utf8Length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "the scope of '" + path + "'";
    }
}
