/**
 * For those who test: a clock that is set by hand, a repository that crashes where it is told, trials that cut runs everywhere, and the
 * contract that every repository keeps, as plain cases for any test framework.
 */
package dev.pawl.testing;
