package dev.pawl.testing;

import dev.pawl.pipeline.WaitNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Throws the dice for what waits. Confined to one thread. */
record WaitMaker(Dice dice) {
    NodePlan sleep() {
        return dice.made(new SleepPlan(dice.number(), dice.oneIn(4) ? -1 : dice.below(4)));
    }

    /** A wait that fails only where the mood allows it. */
    NodePlan answered(Mood mood) {
        WaitNode.Type type = dice.of(List.of(WaitNode.Type.values()));
        boolean isApproval = type == WaitNode.Type.APPROVAL;
        boolean continues = isApproval && dice.oneIn(2);
        List<WaitPlan.Reply> replies = new ArrayList<>(
                List.of(WaitPlan.Reply.YES, WaitPlan.Reply.YES, WaitPlan.Reply.YES, WaitPlan.Reply.ASSUMED));
        if (isApproval && (continues || mood.nodesMayFail())) {
            replies.add(WaitPlan.Reply.NO);
        }
        if (mood.nodesMayFail()) {
            replies.add(WaitPlan.Reply.EXPIRED);
        }
        return wait(mood, type, dice.of(replies), continues);
    }

    /** A wait that nobody ever ends. */
    NodePlan endless(Mood mood) {
        return wait(mood, dice.of(List.of(WaitNode.Type.values())), WaitPlan.Reply.NEVER, false);
    }

    private NodePlan wait(Mood mood, WaitNode.Type type, WaitPlan.Reply reply, boolean continues) {
        Optional<WorkValues.Slot<?>> into =
                mood.slots().isEmpty() || dice.oneIn(3) ? Optional.empty() : Optional.of(dice.of(mood.slots()));
        boolean early = type == WaitNode.Type.SIGNAL && reply == WaitPlan.Reply.YES && dice.oneIn(2);
        return dice.made(new WaitPlan(dice.number(), type, reply, into, continues, early, dice.below(100)));
    }
}
