package dev.pawl.pipeline;

import java.util.Map;

/**
 * How many branches of a parallel must succeed. Those that are then still running are cancelled and undone.
 * Immutable.
 */
public sealed interface Join {
    /** How many of that many branches have to succeed. */
    int needed(int branches);

    /** {@code all}, {@code any}, or {@code {"atLeast": n}}. */
    Object shape();

    /** Each branch; the first one that fails fails the parallel. */
    static Join all() {
        return new All();
    }

    /** The first branch that succeeds; the parallel fails when all have failed. */
    static Join any() {
        return new Any();
    }

    /** The first n branches that succeed. */
    static Join atLeast(int n) {
        return new AtLeast(n);
    }

    /** See {@link Join#all}. */
    record All() implements Join {
        @Override
        public int needed(int branches) {
            return branches;
        }

        @Override
        public Object shape() {
            return "all";
        }
    }

    /** See {@link Join#any}. */
    record Any() implements Join {
        @Override
        public int needed(int branches) {
            return 1;
        }

        @Override
        public Object shape() {
            return "any";
        }
    }

    /** See {@link Join#atLeast}. */
    record AtLeast(int n) implements Join {
        public AtLeast {
            Names.checkRange("atLeast", n, 1, Limits.AT_ONCE);
        }

        @Override
        public int needed(int branches) {
            return n;
        }

        @Override
        public Object shape() {
            return Map.of("atLeast", n);
        }
    }
}
