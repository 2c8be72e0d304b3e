package dev.pawl.api;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The name and type of a value in a run's context. Keys are made once and shared:
 *
 * <pre>{@code
 * static final Key<String> NAME = Key.of("name", String.class);
 * static final Key<List<URI>> PAGES = Key.listOf("pages", URI.class);
 * }</pre>
 *
 * <p>Two keys are equal when name, type and secrecy are. Immutable.
 *
 * @param <T> the type of the value
 */
public final class Key<T> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    private final String name;
    private final Type type;
    private final Class<?> raw;
    private final boolean secret;
    private final int hash;

    private Key(String name, Type type, boolean secret) {
        if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException(
                    "key name '" + name + "' is not a letter or _ followed by at most 63 letters, digits, _ or -");
        }
        this.name = name;
        this.type = requireNonNull(type, "type");
        this.raw = boxed(type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : rawOf(name, type));
        this.secret = secret;
        int h = name.hashCode() * 0x9E3779B9;
        this.hash = h ^ h >>> 15;
    }

    public static <T> Key<T> of(String name, Class<T> type) {
        return new Key<>(name, type, false);
    }

    public static <E> Key<List<E>> listOf(String name, Class<E> element) {
        return new Key<>(name, new Generic(List.class, List.of(boxed(element))), false);
    }

    /** A map with text keys. */
    public static <V> Key<Map<String, V>> mapOf(String name, Class<V> value) {
        return new Key<>(name, new Generic(Map.class, List.of(String.class, boxed(value))), false);
    }

    /** A key of any type, for the types that the other methods cannot say. */
    public static Key<?> of(String name, Type type) {
        return new Key<>(name, type, false);
    }

    /** The same key, its values stored but never shown: not in events, reports or dumps. */
    public Key<T> secret() {
        return new Key<>(name, type, true);
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    /** The class that every value of this key is an instance of. */
    public Class<?> rawType() {
        return raw;
    }

    public boolean isSecret() {
        return secret;
    }

    /** This key with a value, as the input of a run. */
    public Value<T> is(T value) {
        return new Value<>(this, value);
    }

    /** A spread hash of the name, for tables that are addressed by it. */
    public int nameHash() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Key<?> k && name.equals(k.name) && type.equals(k.type) && secret == k.secret;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name + ": " + type.getTypeName();
    }

    private static Class<?> rawOf(String name, Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        throw new IllegalArgumentException(
                "key '" + name + "' has the type " + type + ", which is neither a class nor a class with arguments");
    }

    private static Class<?> boxed(Class<?> c) {
        return c.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(c).wrap().returnType()
                : c;
    }

    /** A key with a value. */
    public record Value<T>(Key<T> key, T value) implements Inputs {
        public Value {
            requireNonNull(key, "key");
            requireNonNull(value, () -> "the value of key '" + key.name() + "'");
        }

        @Override
        public List<Value<?>> values() {
            return List.of(this);
        }

        @Override
        public String toString() {
            return key.name() + (key.isSecret() ? " is secret" : "=" + value);
        }
    }

    /** A class with arguments; equal to the JDK's own. */
    private record Generic(Class<?> rawClass, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(new Type[0]);
        }

        @Override
        public Type getRawType() {
            return rawClass;
        }

        @Override
        public Type getOwnerType() {
            return null;
        }

        @Override
        public String getTypeName() {
            return rawClass.getSimpleName()
                    + arguments.stream()
                            .map(Type::getTypeName)
                            .collect(java.util.stream.Collectors.joining(", ", "<", ">"));
        }
    }
}
