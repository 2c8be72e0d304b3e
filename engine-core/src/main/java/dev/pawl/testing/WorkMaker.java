package dev.pawl.testing;

import dev.pawl.pipeline.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Throws the dice for {@link RandomWork}. Confined to one thread. */
record WorkMaker(Random random) {
    private static final int MOST_STEPS = 7;

    List<NodePlan> nodes() {
        List<NodePlan> nodes = new ArrayList<>();
        int steps = 1 + random.nextInt(MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            nodes.add(step(i));
        }
        return nodes;
    }

    private StepPlan step(int number) {
        Effect effect = Effect.values()[random.nextInt(3)];
        int failing = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
        int attempts = random.nextInt(8) == 0 ? failing : failing + 1;
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i < failing; i++) {
            deeds.add(deed(failure()));
        }
        deeds.add(deed(success()));
        Optional<Deed> fallback = random.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(deed(random.nextInt(6) == 0 ? failure() : success()));
        return new StepPlan(
                number,
                random.nextInt(3) > 0,
                effect,
                random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 0,
                Math.max(1, attempts),
                random.nextInt(2) * random.nextInt(4),
                effect == Effect.EXTERNAL_ONCE || random.nextInt(3) == 0,
                List.copyOf(deeds),
                fallback);
    }

    private Deed deed(Deed.End end) {
        List<Deed.Act> acts = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Deed.Kind kind = Deed.Kind.values()[Math.max(0, random.nextInt(7) - 2)];
            acts.add(new Deed.Act(kind, random.nextInt(WorkValues.SLOTS.size()), random.nextInt(MOST_STEPS)));
        }
        return new Deed(List.copyOf(acts), end);
    }

    private Deed.End success() {
        int dice = random.nextInt(20);
        return dice == 0 ? Deed.End.STOPPED : dice < 4 ? Deed.End.SKIPPED : dice < 9 ? Deed.End.DATA : Deed.End.DONE;
    }

    private Deed.End failure() {
        Deed.End[] all = Deed.End.values();
        int failures = all.length - Deed.End.CHECKED.ordinal();
        return all[Deed.End.CHECKED.ordinal() + random.nextInt(failures)];
    }
}
