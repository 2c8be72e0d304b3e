/** Measures the engine beside hand-written limits: the same work with nothing around it, in the same rounds. */
package dev.pawl.examples.bench;
