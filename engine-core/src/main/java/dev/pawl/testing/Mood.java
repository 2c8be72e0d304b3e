package dev.pawl.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * What a generated sequence of nodes may do, so that what comes of it does not depend on who is faster. Immutable.
 *
 * @param mayFail whether something in it may fail for good
 * @param mayStop whether a step in it may stop the run
 * @param only the items in which alone steps do so; then nothing but steps does
 * @param slots the keys that it may put
 * @param waits whether it may sleep and wait for answers
 * @param times how often it runs at most
 */
record Mood(
        boolean mayFail, boolean mayStop, List<Only> only, List<WorkValues.Slot<?>> slots, boolean waits, int times) {

    /** Neither fails nor stops. */
    Mood calm() {
        return new Mood(false, false, List.of(), slots, waits, times);
    }

    /** Fails as it likes: somebody around does not mind. */
    Mood reckless() {
        return new Mood(true, false, List.of(), slots, waits, times);
    }

    Mood withoutStop() {
        return new Mood(mayFail, false, only, slots, waits, times);
    }

    /** As this one, but for one item only. */
    Mood onlyIn(Only item) {
        List<Only> both = new ArrayList<>(only);
        both.add(item);
        return new Mood(true, mayStop, List.copyOf(both), slots, waits, times);
    }

    Mood putting(List<WorkValues.Slot<?>> others) {
        return new Mood(mayFail, mayStop, only, List.copyOf(others), waits, times);
    }

    Mood repeated(int rounds) {
        return new Mood(mayFail, mayStop, only, slots, waits, times * Math.max(1, rounds));
    }

    /** Whether a node that is no step may fail. */
    boolean nodesMayFail() {
        return mayFail && only.isEmpty();
    }
}
