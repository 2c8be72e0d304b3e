/**
 * Carries runs: the walker and its chain, the context of a step, the checkpoint, the fold of a log back into a run, and the
 * telling of what happened.
 */
package dev.pawl.execution;
