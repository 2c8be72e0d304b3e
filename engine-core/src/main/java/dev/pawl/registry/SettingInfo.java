package dev.pawl.registry;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is known of one setting of a step type: what people are told of it, and what a schema says. Immutable.
 *
 * @param description a sentence for people; empty when there is none
 * @param required whether a definition has to say it
 * @param orElse what stands in for it when a definition does not say it, as a tree; empty when there is nothing
 */
public record SettingInfo(
        String name, SettingType type, String description, boolean required, Optional<Object> orElse) {
    public SettingInfo {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(description, "description");
        requireNonNull(orElse, "orElse");
    }
}
