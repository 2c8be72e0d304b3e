package dev.pawl.testing;

import dev.pawl.pipeline.Join;
import dev.pawl.testing.Deed.Act;
import dev.pawl.testing.Deed.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Throws the dice for parallels. Their end is the same whoever is faster: exactly as many branches can succeed as are needed; at most one
 * of those may fail or stop the run, and only where all are needed; and no two put the same key, but where just that is to fail.
 * Confined to one thread.
 */
record ParallelMaker(Dice dice, StepMaker steps, WaitMaker waits, ContainerMaker.Inside inside) {
    NodePlan parallel(int depth, Mood mood) {
        int number = dice.number();
        int branches = 2 + (dice.canAfford(5 * mood.times()) ? dice.below(2) : 0);
        Join join = switch (dice.below(4)) {
            case 0 -> Join.any();
            case 1 -> Join.atLeast(1 + dice.below(branches));
            default -> Join.all();
        };
        int needed = join.needed(branches);
        int firstLoser = dice.below(branches);
        Set<String> losers = new HashSet<>();
        for (int i = 0; i < branches - needed; i++) {
            losers.add(ParallelPlan.branch((firstLoser + i) % branches));
        }
        List<WorkValues.Slot<?>> keys = new ArrayList<>(mood.slots());
        boolean conflict = losers.isEmpty() && mood.nodesMayFail() && !keys.isEmpty() && dice.oneIn(6);
        WorkValues.Slot<?> disputed = keys.isEmpty() ? null : keys.remove(dice.below(keys.size()));
        int risky = losers.isEmpty() && !conflict ? dice.below(branches) : -1;
        int peaceful = branches > 2 ? dice.below(branches) : -1;
        List<List<NodePlan>> all = new ArrayList<>();
        for (int i = 0; i < branches; i++) {
            Mood of = mood.putting(share(keys, i, branches));
            if (losers.contains(ParallelPlan.branch(i))) {
                all.add(losing(depth, of.putting(mood.slots())));
            } else if (conflict && i != peaceful) {
                all.add(disputing(depth, of.calm(), disputed));
            } else {
                all.add(inside.sequence(depth, i == risky ? of : of.calm(), 2));
            }
        }
        return new ParallelPlan(number, join, List.copyOf(all), Set.copyOf(losers));
    }

    private static List<WorkValues.Slot<?>> share(List<WorkValues.Slot<?>> keys, int branch, int branches) {
        List<WorkValues.Slot<?>> share = new ArrayList<>();
        for (int i = branch; i < keys.size(); i += branches) {
            share.add(keys.get(i));
        }
        return share;
    }

    /** It comes to nothing, whatever it does before: it fails, or it waits until it is cancelled. */
    private List<NodePlan> losing(int depth, Mood mood) {
        List<NodePlan> nodes = new ArrayList<>();
        if (dice.canAfford(mood.times())) {
            nodes.addAll(inside.sequence(depth, mood.reckless(), 1));
        }
        nodes.add(mood.waits() && dice.oneIn(3) ? waits.endless(mood) : steps.doomed(mood));
        return List.copyOf(nodes);
    }

    private List<NodePlan> disputing(int depth, Mood mood, WorkValues.Slot<?> disputed) {
        List<NodePlan> nodes = new ArrayList<>(inside.sequence(depth, mood, 1));
        nodes.add(steps.certain(mood, new Act(Kind.PUT, disputed, "", dice.below(100))));
        return List.copyOf(nodes);
    }
}
