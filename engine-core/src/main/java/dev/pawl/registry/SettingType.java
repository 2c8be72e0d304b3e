package dev.pawl.registry;

import java.util.List;

/** What a setting of a step type looks like in a definition. Immutable. */
public sealed interface SettingType {
    /** A text. */
    record Text() implements SettingType {}

    /** A number without a fraction. */
    record Whole() implements SettingType {}

    /** Any number. */
    record Decimal() implements SettingType {}

    /** {@code true} or {@code false}. */
    record Flag() implements SettingType {}

    /** A duration, such as {@code 90s} or {@code PT1M30S}. */
    record Time() implements SettingType {}

    /** One of these words. */
    record Choice(List<String> words) implements SettingType {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /** A list. */
    record ListOf(SettingType element) implements SettingType {}

    /** A map with text keys. */
    record MapOf(SettingType value) implements SettingType {}

    /** Settings inside of a setting. */
    record Group(List<SettingInfo> settings) implements SettingType {
        public Group {
            settings = List.copyOf(settings);
        }
    }

    /** Anything that a definition can say. */
    record Anything() implements SettingType {}
}
