/**
 * Trials of a whole engine on a store: many at a time, locks of others, a disk without room. Each prints its seed and what it has seen; the
 * long forms run with the profile {@code long}.
 */
package dev.pawl.sqlite.trial;
