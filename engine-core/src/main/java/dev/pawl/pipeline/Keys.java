package dev.pawl.pipeline;

import dev.pawl.api.Key;
import java.lang.reflect.Type;
import java.util.Map;

/** Keys as data, and when two of them are the same. Stateless. */
final class Keys {
    private Keys() {}

    static Map<String, Object> shape(Key<?> key) {
        return Shape.of("name", key.name())
                .and("type", ValueType.of(key).word())
                .andIf(key.isSecret(), "secret", true)
                .map();
    }

    /** Whether both may stand in one pipeline: one type and one secrecy, int and Integer being one type. */
    static boolean agree(Key<?> one, Key<?> other) {
        return one == other
                || one.isSecret() == other.isSecret() && (one.type().equals(other.type()) || sameClass(one, other));
    }

    static String show(Key<?> key) {
        Type type = key.type();
        return type.getTypeName() + (key.isSecret() ? " and secret" : "");
    }

    private static boolean sameClass(Key<?> one, Key<?> other) {
        return one.type() instanceof Class && other.type() instanceof Class && one.rawType() == other.rawType();
    }
}
