package dev.pawl.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The dice for one piece of {@link RandomWork}, and what has been made of them: ids, keys, and how much may come yet. Confined to one thread. */
final class Dice {
    private final Random random;
    private final List<String> ids = new ArrayList<>();
    private final List<WorkValues.Slot<?>> slots = new ArrayList<>(WorkValues.SLOTS);
    private int left;
    private int numbers;

    /** @param attempts about how many attempts of steps there may be */
    Dice(Random random, int attempts) {
        this.random = random;
        this.left = attempts;
    }

    int below(int number) {
        return random.nextInt(number);
    }

    boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A number for a new node. */
    int number() {
        return numbers++;
    }

    /** A node is ready: steps to come may read what it gives. */
    <N extends NodePlan> N made(N node) {
        ids.add(node.id());
        slots.addAll(node.slots());
        return node;
    }

    /** The ids of all nodes that are ready; one that is not there for the step that asks has no data for it. */
    List<String> ids() {
        return ids;
    }

    /** All keys that can be read. */
    List<WorkValues.Slot<?>> slots() {
        return slots;
    }

    /** Another key that can be read. */
    void know(WorkValues.Slot<?> slot) {
        slots.add(slot);
    }

    void spend(int attempts) {
        left -= attempts;
    }

    boolean canAfford(int attempts) {
        return left >= attempts;
    }
}
