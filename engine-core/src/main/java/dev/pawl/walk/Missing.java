package dev.pawl.walk;

import dev.pawl.api.Key;
import dev.pawl.api.MissingValueException;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.TreeSet;

/** Words for what was asked for and is not there, the same in every kind of run. Stateless. */
public final class Missing {
    private Missing() {}

    @SuppressWarnings("unchecked")
    public static <T> Class<T> boxed(Class<T> type) {
        return (Class<T>) MethodType.methodType(type).wrap().returnType();
    }

    public static MissingValueException key(Key<?> key, Collection<String> known) {
        return new MissingValueException(
                key.name(),
                "key '" + key.name() + "' has no value; there are " + new TreeSet<>(known)
                        + "; give it as an input, put it in an earlier step, or ask with find");
    }

    public static MissingValueException result(String step, Collection<String> known) {
        return new MissingValueException(
                step,
                "step '" + step + "' has given no data; there is data of " + new TreeSet<>(known)
                        + "; return it with StepResult.done(message, data)");
    }
}
