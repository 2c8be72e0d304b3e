package dev.pawl.execution;

import dev.pawl.event.ProgressEvent;

/**
 * A passing event, and what it must not overtake. Immutable.
 *
 * @param after the position of a recorded event that came before it
 */
public record Passing(ProgressEvent event, long after) {}
