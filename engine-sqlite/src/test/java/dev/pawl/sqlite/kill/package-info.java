/**
 * Kills processes that run pipelines and looks at what is left. Parent and child are told apart by their names: a child is a JVM of its
 * own that is ended by SIGKILL; what it did stands in logs of its own, outside the engine, and they are held against the store.
 */
package dev.pawl.sqlite.kill;
