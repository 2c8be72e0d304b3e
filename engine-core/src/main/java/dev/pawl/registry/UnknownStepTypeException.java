package dev.pawl.registry;

import dev.pawl.api.PawlException;
import java.util.Collection;

/** A pipeline uses a step type that nobody has registered. */
public final class UnknownStepTypeException extends PawlException {
    private static final long serialVersionUID = 1L;

    private final String type;

    UnknownStepTypeException(String type, String step, Collection<String> known) {
        super("step '" + step + "' uses the type '" + type + "', which is not registered; registered are " + known
                + "; give it to the engine's builder or add the jar that provides it");
        this.type = type;
    }

    public String type() {
        return type;
    }
}
