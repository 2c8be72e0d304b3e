/** Recipes: what a host writes to see its runs in its logs, its metrics and its traces. */
package dev.pawl.examples.recipes;
