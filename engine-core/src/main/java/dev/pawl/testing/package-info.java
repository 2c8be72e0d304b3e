/** For those who test: the contract that every repository keeps, as plain cases for any test framework. */
package dev.pawl.testing;
