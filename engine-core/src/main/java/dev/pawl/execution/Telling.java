package dev.pawl.execution;

import java.time.Duration;

/** A listener that is being told something, and since when. Immutable. */
public record Telling(String listener, Duration since) {}
