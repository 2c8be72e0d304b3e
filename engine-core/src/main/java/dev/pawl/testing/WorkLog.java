package dev.pawl.testing;

import dev.pawl.pipeline.Effect;
import java.util.ArrayList;
import java.util.List;

/** What the bodies of generated steps did, in order: their effects in the outside world. Thread-safe. */
final class WorkLog {
    private final List<Did> entries = new ArrayList<>(); // guarded by this
    private final List<String> wrong = new ArrayList<>(); // guarded by this

    /**
     * That a body came to its end, whatever became of it then.
     *
     * @param effect what it means that this body runs a second time
     * @param saw how it ended, and what it had seen before
     */
    record Did(String path, int attempt, Effect effect, String saw, long token) {
        /** Which attempt of which step it was. */
        String which() {
            return path + "#" + attempt;
        }

        @Override
        public String toString() {
            return which() + " " + saw;
        }
    }

    synchronized void did(Did entry) {
        entries.add(entry);
    }

    /** Something that cannot be has been seen. */
    synchronized void isWrong(String sentence) {
        wrong.add(sentence);
    }

    /** Fails when something that cannot be has been seen. */
    synchronized List<Did> entries() {
        Expect.equal(List.of(), wrong, "what cannot be and was seen all the same");
        return List.copyOf(entries);
    }
}
