/** Carries recorded runs: strands and levels, attempts and their contexts, mail, waits, undoing, and the telling of what happened. */
package dev.pawl.execution;
