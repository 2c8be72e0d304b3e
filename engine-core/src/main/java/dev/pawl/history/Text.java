package dev.pawl.history;

/** A value as JSON text, kept as it is until a typed key reads it. Immutable. */
public record Text(String json) {}
