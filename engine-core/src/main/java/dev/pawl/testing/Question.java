package dev.pawl.testing;

import dev.pawl.pipeline.Condition;

/**
 * A generated condition, of which the answer depends on nothing but values. Immutable.
 *
 * @param words what it asks
 */
record Question(String words, Condition condition) {
    /** Java code that asks for the value of any key. */
    static Question ofCode(WorkValues.Slot<?> slot, int seed) {
        return new Question(
                slot.key().name() + " in code " + seed,
                Condition.inline(values -> (values.find(slot.key())
                                                .map(WorkValues::show)
                                                .orElse("")
                                                .hashCode()
                                        + seed)
                                % 2
                        == 0));
    }

    static Question isLess(int number) {
        String name = WorkValues.NUMBER.name();
        return new Question(name + " < " + number, Condition.lessThan(name, number));
    }

    static Question exists(String reference) {
        return new Question(reference + " exists", Condition.exists(reference));
    }

    static Question isEqual(String reference, Object value) {
        return new Question(reference + " = " + value, Condition.equal(reference, value));
    }

    /** One that throws: a text has no order beside a number. */
    static Question wrong() {
        String name = WorkValues.TEXT.name();
        return new Question(name + " < 5", Condition.lessThan(name, 5));
    }

    Question not() {
        return new Question("not " + words, Condition.not(condition));
    }

    Question and(Question other) {
        return new Question(words + " and " + other.words, condition.and(other.condition));
    }

    @Override
    public String toString() {
        return words;
    }
}
