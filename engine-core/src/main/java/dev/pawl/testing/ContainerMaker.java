package dev.pawl.testing;

import dev.pawl.testing.Deed.Act;
import dev.pawl.testing.Deed.Kind;
import dev.pawl.testing.WaitPlan.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Throws the dice for nodes that hold others. Confined to one thread. */
record ContainerMaker(Dice dice, StepMaker steps, WaitMaker waits, Inside inside) {
    /** Makes what is in a container. */
    interface Inside {
        List<NodePlan> sequence(int depth, Mood mood, int most);
    }

    /** @param before the nodes in front of it in its sequence */
    NodePlan container(int depth, Mood mood, List<NodePlan> before) {
        return dice.made(
                switch (dice.below(6)) {
                    case 0, 1 -> new ParallelMaker(dice, steps, waits, inside).parallel(depth, mood);
                    case 2 -> branch(depth, mood, before);
                    case 3 -> new ForEachMaker(dice, inside).each(depth, mood);
                    case 4 -> loop(depth, mood);
                    default -> sub(depth, mood);
                });
    }

    private NodePlan branch(int depth, Mood mood, List<NodePlan> before) {
        int number = dice.number();
        List<BranchPlan.Way> ways = new ArrayList<>();
        for (int i = dice.below(2); i >= 0; i--) {
            ways.add(new BranchPlan.Way(question(mood, before), inside.sequence(depth, mood, 2)));
        }
        boolean hasOther = !dice.oneIn(3);
        return new BranchPlan(number, ways, hasOther ? Optional.of(inside.sequence(depth, mood, 2)) : Optional.empty());
    }

    private Question question(Mood mood, List<NodePlan> before) {
        if (mood.nodesMayFail() && dice.oneIn(12)) {
            return Question.wrong();
        }
        Question question = plainQuestion(before);
        return switch (dice.below(5)) {
            case 0 -> question.not();
            case 1 -> question.and(plainQuestion(before));
            default -> question;
        };
    }

    private Question plainQuestion(List<NodePlan> before) {
        if (!before.isEmpty() && dice.oneIn(2)) {
            NodePlan node = dice.of(before);
            if (node instanceof WaitPlan wait) {
                return Question.isEqual(wait.id() + ".outcome", wait.reply() == Reply.NO ? "rejected" : "approved");
            } else if (node instanceof StepPlan) {
                return Question.exists(node.id() + ".seen");
            }
        }
        return switch (dice.below(3)) {
            case 0 -> Question.isLess(dice.below(100));
            case 1 -> Question.exists(dice.of(WorkValues.SLOTS).key().name());
            default -> Question.ofCode(dice.of(dice.slots()), dice.below(10));
        };
    }

    private NodePlan loop(int depth, Mood mood) {
        int number = dice.number();
        int rounds = 1 + dice.below(dice.canAfford(6 * mood.times()) ? 3 : 2);
        int atMost = mood.nodesMayFail() && rounds > 1 && dice.oneIn(5) ? rounds - 1 : rounds + dice.below(2);
        boolean until = dice.oneIn(2);
        Mood ofRound = mood.repeated(Math.min(rounds, atMost));
        WorkValues.Slot<?> turns = LoopPlan.turns(number);
        dice.know(turns);
        List<NodePlan> nodes = new ArrayList<>();
        nodes.add(steps.certain(ofRound, new Act(Kind.COUNT, turns, "", 0)));
        if (dice.canAfford(ofRound.times())) {
            nodes.addAll(inside.sequence(depth, ofRound, 1));
        }
        return new LoopPlan(number, until, dice.oneIn(2), rounds, atMost, List.copyOf(nodes));
    }

    private NodePlan sub(int depth, Mood mood) {
        int number = dice.number();
        List<SubPlan.Given> all = List.of(SubPlan.Given.values());
        SubPlan.Given given = dice.of(all.subList(0, mood.nodesMayFail() ? all.size() : all.size() - 1));
        List<NodePlan> nodes = new ArrayList<>();
        if (given != SubPlan.Given.NONE) {
            // Behind a step with code of its own, any key may be asked for, not the declared ones only.
            nodes.add(steps.step(mood));
        }
        nodes.addAll(inside.sequence(depth, mood, 2));
        List<StepPlan> last = dice.oneIn(2) ? List.of(steps.last(mood)) : List.of();
        return new SubPlan(number, given, List.copyOf(nodes), last);
    }
}
