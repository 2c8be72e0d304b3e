/** Finds out which run is next, and who carries it. */
package dev.pawl.dispatch;
