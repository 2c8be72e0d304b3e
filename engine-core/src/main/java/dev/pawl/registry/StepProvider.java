package dev.pawl.registry;

import java.util.List;

/**
 * Brings step types along with a jar: named in {@code META-INF/services/dev.pawl.registry.StepProvider}, or in a module by {@code
 * provides}. It needs a public constructor without parameters.
 */
@FunctionalInterface
public interface StepProvider {
    List<StepType> stepTypes();
}
