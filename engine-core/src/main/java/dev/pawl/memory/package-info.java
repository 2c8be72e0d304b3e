/** A repository in the memory of the process: for tests, and for work that need not outlive it. */
package dev.pawl.memory;
