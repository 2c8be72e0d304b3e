package dev.pawl.definition;

import dev.pawl.pipeline.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with one document. Confined to its reader. */
final class Problems {
    private final List<Found> found = new ArrayList<>();
    private int count;
    private boolean whole = true;

    record Found(String path, String message) {}

    /** What is left out or replaced by its default: the rest of the pipeline can be judged all the same. */
    void add(At at, String message) {
        add(at, "", message);
    }

    /** The same for a place inside of that one. */
    void add(At at, String inside, String message) {
        if (++count <= Limits.PROBLEMS) {
            found.add(new Found(at + inside, message));
        }
    }

    /** What leaves a hole in the pipeline, so that what refers to it cannot be judged. */
    void addHole(At at, String message) {
        add(at, message);
        whole = false;
    }

    /** Takes what is made; what it refuses becomes a problem. */
    <T> Optional<T> made(At at, Supplier<? extends T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            addHole(at, e.getMessage());
            return Optional.empty();
        }
    }

    /** Says that something is missing which has its problem already. */
    void leaveHole() {
        whole = false;
    }

    /** Reads what is left out when it is wrong: no hole comes of it. */
    <T> T leavingOut(Supplier<T> reading) {
        boolean before = whole;
        T read = reading.get();
        whole = before;
        return read;
    }

    /** Whether the next one is only counted, so that no words need be found for it. */
    boolean isFull() {
        return count >= Limits.PROBLEMS;
    }

    boolean isWhole() {
        return whole;
    }

    int count() {
        return count;
    }

    List<Found> found() {
        return found;
    }
}
