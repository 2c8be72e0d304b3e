package dev.pawl.api;

import java.util.Optional;

/** The values of a run, read by key, and the data of its steps, read by step. */
public interface Values {
    /**
     * The value of this key.
     *
     * @throws MissingValueException when nothing has put it, naming the keys that are there
     * @throws ValueTypeException when what is there cannot be read as the type of this key
     */
    <T> T get(Key<T> key);

    /** The value of this key, if there is one. */
    <T> Optional<T> find(Key<T> key);

    /**
     * The data that a step returned with {@link StepResult#done(String, Object)}: in a recorded run as a tree of maps, lists,
     * texts, numbers and booleans.
     *
     * @param step the step's id
     * @throws MissingValueException when that step has given no data
     */
    default Object result(String step) {
        return result(step, Object.class);
    }

    /** The data of a step, read as this type. */
    <T> T result(String step, Class<T> type);
}
