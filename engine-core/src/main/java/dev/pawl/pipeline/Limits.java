package dev.pawl.pipeline;

/** How large a pipeline may be. Beyond these, {@link PipelineBuilder#build()} refuses it and names the place. */
public final class Limits {
    /** Nodes in one pipeline, those of the pipelines inside it included. */
    public static final int NODES = 200_000;

    /** Containers around a node, the pipelines around it included. */
    public static final int DEPTH = 64;

    /** Levels in one tree of settings, and in one condition. */
    public static final int TREE_DEPTH = 100;

    /** Values in one tree of settings: each map, list, text, number and boolean counts. */
    public static final int TREE_VALUES = 100_000;

    /** Characters in one tree of settings, its keys included. */
    public static final int TREE_CHARACTERS = 1_000_000;

    /** Characters in all settings of a pipeline together. */
    public static final int SETTINGS_CHARACTERS = 16_000_000;

    /** Digits of a number in a tree. */
    public static final int NUMBER_DIGITS = 1_000;

    /** Rounds of a loop. */
    public static final int ROUNDS = 1_000_000;

    /** Items of a for-each, and branches of a parallel, that run at once. */
    public static final int AT_ONCE = 10_000;

    /** Problems that are told of one pipeline; the rest is only counted. */
    public static final int PROBLEMS = 100;

    private Limits() {}
}
