/** Carries runs that are not recorded, on the caller's thread. */
package dev.pawl.inline;
