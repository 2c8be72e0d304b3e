package dev.pawl.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Throws the dice for {@link RandomWork}. Confined to one thread. */
final class WorkMaker {
    private static final int MOST_STEPS = 7;

    private final int depth;
    private final Dice dice;
    private final Mood mood;
    private final StepMaker steps;
    private final WaitMaker waits;
    private final ContainerMaker containers;

    /** @param depth how many containers may lie in each other; without any, there are steps only */
    WorkMaker(Random random, int depth) {
        this.depth = depth;
        this.dice = new Dice(random, depth == 0 ? 2 * MOST_STEPS : 4 + random.nextInt(9));
        boolean mayFail = depth == 0 || random.nextInt(8) < 5;
        boolean mayStop = random.nextBoolean();
        boolean mayWait = depth > 0 && random.nextBoolean();
        this.mood = new Mood(mayFail, mayStop, List.of(), WorkValues.SLOTS, mayWait, 1);
        this.steps = new StepMaker(dice);
        this.waits = new WaitMaker(dice);
        this.containers = new ContainerMaker(dice, steps, waits, this::sequence);
    }

    List<NodePlan> nodes() {
        return sequence(depth, mood, depth == 0 ? MOST_STEPS : 4);
    }

    /** To be made after the nodes. */
    List<StepPlan> last() {
        List<StepPlan> last = new ArrayList<>();
        for (int i = dice.oneIn(3) ? 1 + dice.below(2) : 0; i > 0; i--) {
            last.add(steps.last(mood));
        }
        return last;
    }

    /** At least one node, and so many more as there may be attempts. */
    private List<NodePlan> sequence(int deep, Mood of, int most) {
        List<NodePlan> nodes = new ArrayList<>();
        int wanted = 1 + dice.below(most);
        while (nodes.isEmpty() || nodes.size() < wanted && dice.canAfford(of.times())) {
            nodes.add(node(deep, of, nodes));
        }
        return List.copyOf(nodes);
    }

    private NodePlan node(int deep, Mood of, List<NodePlan> before) {
        boolean isContainer = deep > 0 && dice.canAfford(2 * of.times()) && dice.below(5) > 0;
        if (isContainer) {
            return containers.container(deep - 1, of, before);
        }
        if (of.waits() && dice.oneIn(3)) {
            return dice.oneIn(3) ? waits.sleep() : waits.answered(of);
        }
        return steps.step(of);
    }
}
