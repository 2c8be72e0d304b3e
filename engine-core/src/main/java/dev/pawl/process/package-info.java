/** A step that runs an external program, and ends it whatever happens. */
package dev.pawl.process;
