package dev.pawl.testing;

import dev.pawl.pipeline.Effect;
import dev.pawl.testing.Deed.Act;
import dev.pawl.testing.Deed.End;
import dev.pawl.testing.Deed.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Throws the dice for steps. Confined to one thread. */
record StepMaker(Dice dice) {
    private static final List<Effect> EFFECTS = List.of(Effect.values());
    private static final List<Kind> KINDS =
            List.of(Kind.PUT, Kind.PUT, Kind.PUT, Kind.READ, Kind.LOG, Kind.RESULT, Kind.PROGRESS);
    private static final List<Kind> KINDS_OF_UNDO = List.of(Kind.READ, Kind.READ, Kind.LOG, Kind.PROGRESS);

    /** What becomes of a step after all its attempts. */
    private enum Fate {
        DONE,
        FALLS_BACK,
        FAILS
    }

    /** Any step of this mood. */
    StepPlan step(Mood mood) {
        boolean fails = mood.mayFail() && dice.oneIn(7);
        return make(mood, fails ? Fate.FAILS : harmless(), List.of(), true);
    }

    /** One that runs at the end. */
    StepPlan last(Mood mood) {
        boolean fails = mood.mayFail() && dice.oneIn(7);
        return make(mood.withoutStop(), fails ? Fate.FAILS : harmless(), List.of(), false);
    }

    /** One that does this for certain, unless the run is over before. */
    StepPlan certain(Mood mood, Act act) {
        return make(mood, harmless(), List.of(act), true);
    }

    /** One that fails for certain. */
    StepPlan doomed(Mood mood) {
        return make(mood.reckless(), Fate.FAILS, List.of(), true);
    }

    private Fate harmless() {
        return dice.oneIn(10) ? Fate.FALLS_BACK : Fate.DONE;
    }

    private StepPlan make(Mood mood, Fate fate, List<Act> always, boolean canBeUndone) {
        int number = dice.number();
        Effect effect = dice.of(EFFECTS);
        int failing = fate != Fate.DONE || dice.oneIn(5) ? 1 + dice.below(2) : 0;
        int attempts = Math.max(1, fate == Fate.DONE ? failing + 1 : failing);
        boolean picky = effect == Effect.EXTERNAL_ONCE || dice.oneIn(3);
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i < failing; i++) {
            deeds.add(deed(mood, failure(picky && fate == Fate.DONE), always));
        }
        deeds.add(deed(mood, success(mood, always), always));
        if (fate != Fate.DONE && mood.only().isEmpty()) {
            deeds.remove(deeds.size() - 1);
        }
        boolean hasFallback = fate == Fate.FALLS_BACK || dice.oneIn(8);
        End inFallback = fate == Fate.FAILS ? failure(false) : success(mood, always);
        Optional<Deed> fallback = hasFallback ? Optional.of(deed(mood, inFallback, always)) : Optional.empty();
        dice.spend((attempts + (fate != Fate.DONE && hasFallback ? 1 : 0)) * mood.times());
        Tries tries = new Tries(List.copyOf(deeds), attempts, (long) dice.below(2) * dice.below(4), picky);
        long delay = dice.oneIn(6) ? 1 + dice.below(3) : 0;
        Optional<StepPlan.Undo> undo = canBeUndone && effect != Effect.PURE && !dice.oneIn(3)
                ? Optional.of(undo("n" + number))
                : Optional.empty();
        return dice.made(new StepPlan(number, !dice.oneIn(3), effect, delay, tries, fallback, undo, mood.only()));
    }

    /** A compensation puts nothing: in which order those of different branches run is not said. */
    private StepPlan.Undo undo(String id) {
        Effect effect = dice.of(List.of(Effect.IDEMPOTENT, Effect.EXTERNAL_ONCE));
        int failing = dice.oneIn(5) ? 1 + dice.below(2) : 0;
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i <= failing; i++) {
            List<Act> acts = new ArrayList<>();
            acts.add(new Act(Kind.RESULT, WorkValues.SLOTS.get(0), id, 0));
            for (int k = dice.below(3); k > 0; k--) {
                acts.add(new Act(dice.of(KINDS_OF_UNDO), dice.of(dice.slots()), id, k));
            }
            deeds.add(new Deed(List.copyOf(acts), i < failing ? failure(false) : End.DONE));
        }
        int attempts = dice.oneIn(3) ? Math.max(1, failing) : failing + 1;
        return new StepPlan.Undo(effect, new Tries(List.copyOf(deeds), attempts, dice.below(3), true));
    }

    private Deed deed(Mood mood, End end, List<Act> always) {
        List<Act> acts = new ArrayList<>(always);
        for (int i = dice.below(5); i > 0; i--) {
            Kind kind = dice.of(KINDS);
            if (kind == Kind.PUT && mood.slots().isEmpty()
                    || kind == Kind.RESULT && dice.ids().isEmpty()) {
                kind = Kind.READ;
            }
            WorkValues.Slot<?> slot = kind == Kind.PUT ? dice.of(mood.slots()) : dice.of(dice.slots());
            String node = kind == Kind.RESULT ? dice.of(dice.ids()) : "";
            acts.add(new Act(kind, slot, node, dice.below(100)));
        }
        return new Deed(List.copyOf(acts), end);
    }

    private End success(Mood mood, List<Act> always) {
        if (mood.mayStop() && dice.oneIn(12)) {
            return End.STOPPED;
        }
        int number = dice.below(20);
        return number < 3 && always.isEmpty() ? End.SKIPPED : number < 8 ? End.DATA : End.DONE;
    }

    /** @param again whether it has to be one after which everybody tries again */
    private End failure(boolean again) {
        List<End> failures =
                List.of(End.values()).subList(End.CHECKED.ordinal(), (again ? End.STATE : End.NULL).ordinal());
        return dice.oneIn(8) && !again ? End.NULL : dice.of(failures);
    }
}
