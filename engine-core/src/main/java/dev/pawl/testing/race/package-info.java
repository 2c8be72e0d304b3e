/** Two requests that meet: a trial in which each pair of them comes in either order. */
package dev.pawl.testing.race;
