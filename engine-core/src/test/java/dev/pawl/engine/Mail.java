package dev.pawl.engine;

import dev.pawl.registry.Setting;
import java.time.Duration;
import java.util.Optional;

/** Settings of many kinds, as a step type has them. Immutable. */
record Mail(
        String to,
        @Setting(orElse = "1") int times,
        Optional<Duration> pause,
        @Setting(orElse = "daily") Often often) {
    /** How often it is sent. */
    enum Often {
        DAILY,
        EVERY_WEEK
    }
}
