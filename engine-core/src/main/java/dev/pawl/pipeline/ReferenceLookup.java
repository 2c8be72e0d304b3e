package dev.pawl.pipeline;

import java.util.Optional;

/**
 * Finds what references lead to in a run. The context of every attempt that an engine makes is one too. Confined to the attempt.
 */
@FunctionalInterface
public interface ReferenceLookup {
    /**
     * What is there now: the data of a step, or a key's value, and in it what the path leads to. A recorded run gives trees of maps, lists,
     * texts, numbers and booleans; a run on the caller's thread gives the objects that were put.
     */
    Optional<Object> at(Reference reference);
}
