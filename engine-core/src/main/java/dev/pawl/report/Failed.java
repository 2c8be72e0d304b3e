package dev.pawl.report;

import java.time.Instant;

/**
 * An attempt that has failed. Immutable.
 *
 * @param at when it failed
 * @param error the name of the class of what was thrown; empty when nothing was thrown
 */
public record Failed(String path, int attempt, Instant at, String error, String message) {}
