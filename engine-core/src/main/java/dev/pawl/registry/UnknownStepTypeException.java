package dev.pawl.registry;

import dev.pawl.api.PawlException;
import dev.pawl.pipeline.NearestWord;
import java.util.Collection;

/** A pipeline uses a step type that nobody has registered. */
public final class UnknownStepTypeException extends PawlException {
    private static final long serialVersionUID = 1L;

    private static final int TOLD = 100;

    private final String type;

    /**
     * @param known every word that may be meant
     * @param types what is told
     */
    UnknownStepTypeException(String type, String step, Iterable<String> known, Collection<String> types) {
        super("step '" + step + "' uses the type '" + type + "', which is not registered"
                + NearestWord.to(type, known)
                        .map(near -> " (did you mean '" + near + "'?)")
                        .orElse("")
                + "; registered are " + told(types)
                + "; give it to the engine's builder or add the jar that provides it");
        this.type = type;
    }

    public String type() {
        return type;
    }

    private static String told(Collection<String> types) {
        String first = types.stream().limit(TOLD).toList().toString();
        return types.size() > TOLD ? first + " and " + (types.size() - TOLD) + " more" : first;
    }
}
