package dev.pawl.registry;

import static java.util.Objects.requireNonNull;

import dev.pawl.pipeline.StepNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All step types of an engine: those of the host, and those that {@link ServiceLoader} finds. A provider that is broken is reported and
 * the others are loaded. Immutable.
 */
public final class StepRegistry {
    private final Map<String, StepType> byName = new TreeMap<>();
    private final Map<String, StepType> byWord = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private StepRegistry() {}

    /**
     * The host's own types go before those of providers.
     *
     * @throws IllegalArgumentException when two of the host's own share a name or an alias
     */
    public static StepRegistry of(List<StepType> own, ServiceLoader<StepProvider> providers) {
        requireNonNull(providers, "providers");
        StepRegistry registry = new StepRegistry();
        for (StepType type : own) {
            registry.add(type).ifPresent(word -> {
                throw new IllegalArgumentException(
                        "step type '" + word + "' is given twice; give one of them another name");
            });
        }
        new Providers(registry::add, registry.problems::add).load(providers);
        return registry;
    }

    /** The word that is taken already, if one is; then nothing was added. */
    private Optional<String> add(StepType type) {
        List<String> words = new ArrayList<>(type.aliases());
        words.add(0, type.name());
        Optional<String> taken = words.stream().filter(byWord::containsKey).findFirst();
        if (taken.isEmpty()) {
            words.forEach(word -> byWord.put(word, type));
            byName.put(type.name(), type);
        }
        return taken;
    }

    /** What could not be loaded, a sentence each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** All types, by name. */
    public List<StepType> types() {
        return List.copyOf(byName.values());
    }

    /** Every word that a definition may use for a type: names and aliases. */
    public Set<String> words() {
        return Collections.unmodifiableSet(new TreeSet<>(byWord.keySet()));
    }

    /** The type with this name or alias. */
    public Optional<StepType> find(String word) {
        return Optional.ofNullable(byWord.get(word));
    }

    /** Binds the steps of a pipeline to their code. */
    public StepBinding bind(String pipeline) {
        return new StepBinding(this, requireNonNull(pipeline, "pipeline"));
    }

    StepType type(StepNode node, String place) {
        return find(node.uses())
                .orElseThrow(() -> new UnknownStepTypeException(node.uses(), place, words(), byName.keySet()));
    }
}
