package dev.pawl.execution;

/** A value as JSON text, kept as it is until a typed key reads it. Immutable. */
record Text(String json) {}
