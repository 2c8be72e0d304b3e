/** Several processes that share a store. */
package dev.pawl.sqlite.neighbours;
