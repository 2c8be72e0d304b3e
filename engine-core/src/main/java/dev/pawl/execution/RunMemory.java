package dev.pawl.execution;

import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a recorded run: its values in stored form, the data of its steps, and which steps are over. It is the fold of the
 * run's log; a run that is carried changes it in the same way. Confined to one run.
 */
final class RunMemory {
    /** What stands in a delta beside each value: tags and lengths. */
    private static final int ENTRY = 10;

    private static final Failures NO_FAILURES = new Failures(0, "", "", 0);

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Object> results = new HashMap<>();
    private final Set<String> secrets = new HashSet<>();
    private final Set<String> finished = new HashSet<>();
    private final Map<String, Failures> failures = new HashMap<>();

    long snapshot;
    RunStatus status = RunStatus.QUEUED;
    String reason = "";
    boolean started;
    boolean stopped;
    String lastFinished = "";
    String endedAt = "";
    String message = "";

    /** The EXTERNAL_ONCE step whose attempt began and was not recorded to end; empty when there is none. */
    String begun = "";

    private long stateBytes;
    private long deltaBytes;

    /** How often a step failed, the last time how, and when it is due again. */
    record Failures(int count, String error, String message, long retryAt) {}

    void put(String name, Object stored, boolean secret) {
        Object before = values.put(name, stored);
        if (secret) {
            secrets.add(name);
        }
        grow(name, stored, before);
    }

    void result(String path, Object stored) {
        grow(path, stored, results.put(path, stored));
    }

    void finish(String path) {
        if (finished.add(path)) {
            stateBytes += path.length() + ENTRY;
        }
        failures.remove(path);
        lastFinished = path;
        begun = "";
    }

    void fail(String path, Failures f) {
        failures.put(path, f);
        begun = "";
    }

    void resolve(String path, StepResolved.Decision decision, String actor) {
        begun = "";
        if (decision == StepResolved.Decision.DONE) {
            finish(path);
        } else if (decision == StepResolved.Decision.FAIL) {
            fail(path, new Failures(failures(path).count() + 1, "resolved", actor + " says that it failed", 0));
        }
    }

    boolean sameState(RunMemory o) {
        return values.equals(o.values)
                && results.equals(o.results)
                && secrets.equals(o.secrets)
                && finished.equals(o.finished)
                && lastFinished.equals(o.lastFinished)
                && status == o.status;
    }

    boolean isFinished(String path) {
        return finished.contains(path);
    }

    int finishedSteps() {
        return finished.size();
    }

    Failures failures(String path) {
        return failures.getOrDefault(path, NO_FAILURES);
    }

    Object value(String name) {
        return values.get(name);
    }

    Object data(String path) {
        return results.get(path);
    }

    Set<String> names() {
        return values.keySet();
    }

    Set<String> paths() {
        return results.keySet();
    }

    boolean isSecret(String name) {
        return secrets.contains(name);
    }

    /** Counts a delta that was appended since the last snapshot. */
    void appended(int bytes) {
        deltaBytes += bytes;
    }

    /**
     * Whether a snapshot would now be smaller than the deltas since the last one. So all snapshots together are never larger than all
     * deltas, and a resume never reads more than about twice the state.
     */
    boolean wantsSnapshot() {
        return deltaBytes > stateBytes + 4096;
    }

    /** All of it in one delta. */
    byte[] toSnapshot(long atSeq) {
        DeltaWriter writer = new DeltaWriter((int) Math.min(Integer.MAX_VALUE - 16, stateBytes + stateBytes / 8));
        values.forEach((name, stored) -> writer.value(name, stored, secrets.contains(name)));
        results.forEach(writer::result);
        finished.forEach(path -> {
            if (!path.equals(lastFinished)) {
                writer.outcome(path);
            }
        });
        if (!lastFinished.isEmpty()) {
            writer.outcome(lastFinished);
        }
        snapshotAt(atSeq);
        return writer.toBytes();
    }

    void snapshotAt(long atSeq) {
        snapshot = atSeq;
        deltaBytes = 0;
    }

    private void grow(String name, Object stored, Object before) {
        stateBytes += size(stored) + (before == null ? name.length() + ENTRY : -size(before));
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
}
