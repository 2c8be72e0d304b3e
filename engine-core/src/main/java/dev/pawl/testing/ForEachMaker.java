package dev.pawl.testing;

import java.util.List;

/**
 * Throws the dice for for-eaches. Their end is the same whichever item is faster: their items fail so often as may be, or one at a time,
 * or only one of them ends them. Confined to one thread.
 */
record ForEachMaker(Dice dice, ContainerMaker.Inside inside) {
    NodePlan each(int depth, Mood mood) {
        int number = dice.number();
        int size = dice.oneIn(8) ? 0 : 1 + dice.below(dice.canAfford(6 * mood.times()) ? 3 : 2);
        int concurrent = 1 + dice.below(3);
        int failures = dice.below(2);
        Mood of = mood.putting(WorkValues.SLOTS).repeated(size);
        dice.know(ForEachPlan.item(number));
        dice.know(ForEachPlan.index(number));
        Mood ofItem = of.calm();
        switch (dice.below(4)) {
            case 0 -> {
                ofItem = of.reckless();
                failures = size + dice.below(2);
            }
            case 1 -> {
                Only one = new Only(ForEachPlan.index(number).key(), dice.below(Math.max(1, size)));
                ofItem = of.onlyIn(one);
                failures = mood.mayFail() ? failures : 1;
            }
            case 2 -> {
                if (mood.mayFail() || mood.mayStop()) {
                    ofItem = of;
                    concurrent = 1;
                }
            }
            default -> failures = 0;
        }
        boolean broken = mood.nodesMayFail() && dice.oneIn(10);
        List<NodePlan> nodes = inside.sequence(depth, ofItem, 2);
        return new ForEachPlan(number, size, broken, concurrent, failures, dice.oneIn(2), nodes);
    }
}
