package dev.pawl.registry;

import dev.pawl.api.Step;
import dev.pawl.pipeline.StepNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All step types of an engine: those of the host, and those that {@link ServiceLoader} finds. A provider that is broken is reported and
 * the others are loaded. Immutable.
 */
public final class StepRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(StepRegistry.class);

    private final Map<String, StepType> types = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private StepRegistry() {}

    /** The host's own types go before those of providers; two of the host with one name are refused. */
    public static StepRegistry of(List<StepType> own, ServiceLoader<StepProvider> providers) {
        StepRegistry registry = new StepRegistry();
        for (StepType type : own) {
            if (registry.types.putIfAbsent(type.name(), type) != null) {
                throw new IllegalArgumentException(
                        "step type '" + type.name() + "' is given twice; give one of them another name");
            }
        }
        registry.load(providers.iterator());
        registry.problems.forEach(LOG::warn);
        return registry;
    }

    /** Each call into a provider may throw anything; the iterator goes on to the next one all the same. */
    private void load(Iterator<StepProvider> providers) {
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                add(providers.next());
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                problems.add("a step provider cannot be loaded and is left out: " + e);
            }
        }
    }

    private void add(StepProvider provider) {
        for (StepType type : provider.stepTypes()) {
            if (types.putIfAbsent(type.name(), type) != null) {
                problems.add("step type '" + type.name() + "' of "
                        + provider.getClass().getName() + " is left out: there is one of that name already");
            }
        }
    }

    /** What could not be loaded, a sentence each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The code for a step of a pipeline. */
    public Step step(StepNode node) {
        StepType type = types.get(node.uses());
        if (type == null) {
            throw new UnknownStepTypeException(node.uses(), node.id(), new TreeSet<>(types.keySet()));
        }
        return type.factory().apply(node.with());
    }
}
