/**
 * For those who test: one step by itself, events as one list, a clock that is set by hand, crashes of a pipeline, trials of a repository, and
 * the contract that every repository keeps, as plain cases for any test framework. Needs no test library.
 */
package dev.pawl.testing;
