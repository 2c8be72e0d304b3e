package dev.pawl.history;

import dev.pawl.event.RunStatus;
import dev.pawl.event.RunStopping;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is known of a recorded run: the values of its scopes, how far its sequences are, and what is to be undone. It is the fold of the
 * run's log; a run that is carried changes it by the same {@link Events#apply}. Confined to one run.
 */
public final class RunMemory {
    private static final int ALLOWANCE = 4096;

    /** What a row takes beside its delta. */
    private static final int ROW = 48;

    /** Of which nothing is known; never changed. */
    private static final Flow UNKNOWN = new Flow();

    public final Scope scope = new Scope("", null);
    public final Flow flow = new Flow();

    /** Those of branches, items, cases, rounds and pipelines inside, by path. */
    private final NavigableMap<String, Flow> flows = new TreeMap<>();

    private final NavigableMap<String, Scope> scopes = new TreeMap<>();

    /** The steps that have a compensation, in the order in which they were finished. */
    public final Undo undo = new Undo();

    /** The steps that were undone, or whose compensation has failed. */
    public final List<String> undone = new ArrayList<>();

    /** The steps that could not be undone. */
    public final List<String> notUndone = new ArrayList<>();

    long snapshot;
    public RunStatus status = RunStatus.QUEUED;
    String reason = "";
    String message = "";
    String endedAt = "";

    /** When the run was carried first; 0 before. */
    public long started;

    /** What the idempotency keys of its steps begin with; empty for the run's own id. */
    public String idempotency = "";

    /** Why it is being stopped; null while it is not. */
    public RunStopping stopping;

    /** The step that has stopped the run, which is complete with it; empty when none has. */
    public String stoppedAt = "";

    public String stoppedMessage = "";

    public String lastFinished = "";
    public int finishedSteps;
    private long appendedBytes;
    private long enough = ALLOWANCE;

    public Flow flow(String path) {
        return path.isEmpty() ? flow : flows.computeIfAbsent(path, p -> new Flow());
    }

    private Flow known(String path) {
        return path.isEmpty() ? flow : flows.getOrDefault(path, UNKNOWN);
    }

    /** The memory of the node at this path, to change. */
    public NodeMemory node(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? flow.of(path) : flow(path.substring(0, slash)).of(path.substring(slash + 1));
    }

    /** The memory of the node at this path, to read. */
    public NodeMemory look(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? flow.look(path) : known(path.substring(0, slash)).look(path.substring(slash + 1));
    }

    public boolean isFinished(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0
                ? flow.isFinished(path)
                : known(path.substring(0, slash)).isFinished(path.substring(slash + 1));
    }

    /** The scope that begins at this path. */
    public Scope scope(String path) {
        if (path.isEmpty()) {
            return scope;
        }
        Scope known = scopes.get(path);
        if (known == null) {
            known = new Scope(path, scopeOf(path));
            for (Scope inside : below(scopes, path, '/').values()) {
                inside.nowIn(known);
            }
            scopes.put(path, known);
        }
        return known;
    }

    /** The scope in which the node at this path stands. */
    public Scope scopeOf(String path) {
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            Scope known = scopes.get(path.substring(0, end));
            if (known != null) {
                return known;
            }
        }
        return scope;
    }

    void finish(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            flow.finish(path);
        } else {
            flow(path.substring(0, slash)).finish(path.substring(slash + 1));
        }
    }

    /** Whether something is known of what is inside this node. */
    public boolean hasBegun(String path) {
        NodeMemory node = look(path);
        return node.choice != null
                || node.round >= 0
                || node.items >= 0
                || node.sub != null
                || flows.containsKey(path)
                || !below(flows, path, '/').isEmpty()
                || !below(flows, path, '[').isEmpty();
    }

    /** A wait that has an answer has failed by it. */
    public void reopen(String path) {
        int slash = path.lastIndexOf('/');
        (slash < 0 ? flow : flow(path.substring(0, slash))).finished.remove(path.substring(slash + 1));
    }

    /** What was below this path is over; it is kept where something in it may have to be undone, and so done again by a retry. */
    public void forget(String path) {
        if (isAnythingToUndo(path)) {
            return;
        }
        flows.remove(path);
        below(flows, path, '/').clear();
        below(flows, path, '[').clear();
        if (scopes.isEmpty()) {
            return;
        }
        scopes.remove(path);
        below(scopes, path, '/').clear();
        below(scopes, path, '[').clear();
    }

    /** A for-each or a parallel is over, and with it what is known of its items. */
    void finishItems(String path) {
        finish(path);
        if (isAnythingToUndo(path)) {
            return;
        }
        int slash = path.lastIndexOf('/');
        Flow around = slash < 0 ? flow : flow(path.substring(0, slash));
        String item = path.substring(slash + 1) + "[";
        around.nodes.keySet().removeIf(id -> id.startsWith(item));
    }

    private static <V> NavigableMap<String, V> below(NavigableMap<String, V> all, String path, char separator) {
        return all.subMap(path + separator, true, path + (char) (separator + 1), false);
    }

    /** The step below this path that is undone next: the last one that was finished. */
    public Optional<String> nextToUndo(String path) {
        return undo.last(path);
    }

    boolean isAnythingToUndo(String path) {
        return undo.isAnyIn(path);
    }

    public static boolean isIn(String path, String step) {
        return path.isEmpty()
                || step.startsWith(path)
                        && step.length() > path.length()
                        && (step.charAt(path.length()) == '/' || step.charAt(path.length()) == '[');
    }

    /** Counts a row with this delta that was appended since the last snapshot. */
    public void appended(int bytes) {
        appendedBytes += bytes + ROW;
    }

    /**
     * Whether a snapshot would now be smaller than what was appended since the last one. So all snapshots together are never larger than
     * everything else, and a resume never reads more than about twice the state. The state is measured only when it may have been outgrown.
     */
    public boolean wantsSnapshot() {
        if (appendedBytes <= enough) {
            return false;
        }
        long state = scope.bytes() + flow.bytes();
        for (Scope inside : scopes.values()) {
            state += inside.bytes();
        }
        for (Flow inside : flows.values()) {
            state += inside.bytes();
        }
        enough = state + ALLOWANCE;
        return appendedBytes > enough;
    }

    void snapshotAt(long atSeq) {
        snapshot = atSeq;
        appendedBytes = 0;
        enough = ALLOWANCE;
    }

    /** The paths of the steps that have begun, must not be repeated, and of which nobody knows the end. */
    List<String> begun() {
        List<String> begun = new ArrayList<>();
        flow.begun("", begun);
        flows.forEach((path, each) -> each.begun(path, begun));
        return begun;
    }

    /** In what two memories differ; empty when as much is known in both. What is empty does not count. */
    String difference(RunMemory o) {
        List<String> found = new ArrayList<>();
        differ("values", scope.isSame(o.scope), found);
        differ("nodes", flow.isSame(o.flow), found);
        differ("scopes", known(scopes, s -> !s.isEmpty()).equals(known(o.scopes, s -> !s.isEmpty())), found);
        differ("sequences", known(flows, f -> !f.isEmpty()).equals(known(o.flows, f -> !f.isEmpty())), found);
        scopes.forEach(
                (path, each) -> differ("values in " + path, each.isEmpty() || each.isSame(o.scope(path)), found));
        flows.forEach((path, each) -> differ("nodes in " + path, each.isEmpty() || each.isSame(o.flow(path)), found));
        differ("what is to be undone", undo.all().equals(o.undo.all()), found);
        differ("the last step", lastFinished.equals(o.lastFinished), found);
        differ("the step that stopped", stoppedAt.equals(o.stoppedAt), found);
        differ("the status", status == o.status, found);
        return String.join(", ", found);
    }

    private static void differ(String what, boolean isSame, List<String> found) {
        if (!isSame) {
            found.add(what);
        }
    }

    private static <V> List<String> known(NavigableMap<String, V> all, Predicate<V> counts) {
        return all.entrySet().stream()
                .filter(e -> counts.test(e.getValue()))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    public NavigableMap<String, Flow> flows() {
        return flows;
    }

    NavigableMap<String, Scope> scopes() {
        return scopes;
    }
}
