package dev.pawl.sqlite.kill;

import java.util.Random;

/** Chance that can be had again: the same number gives the same times, though not the same races. Immutable. */
public record Seed(long number) {
    public static Seed fresh() {
        return new Seed(Long.getLong("pawl.seed", System.nanoTime()));
    }

    /** Another one that goes with it. */
    public Seed plus(int more) {
        return new Seed(number + more);
    }

    public Random chance() {
        return new Random(number);
    }

    public static boolean isLong() {
        return Boolean.getBoolean("pawl.long");
    }

    public void report(String what, Object outcome) {
        System.out.println(what + ": " + outcome + " (seed " + number + ")");
    }
}
