package dev.pawl.house;

/**
 * One use of a package by another one. Immutable.
 *
 * @param where the file or class folder it was seen in
 * @param from the full name of the using package
 * @param to the full name of the used package
 */
public record Dependency(String where, String from, String to) {}
