package dev.pawl.inline;

import dev.pawl.api.Key;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Makes a value out of data fit a key where nothing is encoded: numbers become the key's own kind when they lose nothing by it, and texts
 * the constants of an enum. Nothing else is converted. Stateless.
 */
final class InlineFit {
    private InlineFit() {}

    /** The value as one of this key, if it can be one. */
    static Optional<Object> to(Key<?> key, Object value) {
        Class<?> type = key.rawType();
        if (type.isInstance(value)) {
            return Optional.of(value);
        }
        try {
            if (value instanceof Number number && Number.class.isAssignableFrom(type)) {
                return number(type, new BigDecimal(number.toString()));
            }
            return value instanceof String text && type.isEnum() ? constant(type, text) : Optional.empty();
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static String misfit(String what, Key<?> key, Object value) {
        return what + " is " + (value == null ? "null" : "a " + value.getClass().getSimpleName()) + " instead of "
                + key.type().getTypeName();
    }

    private static Optional<Object> number(Class<?> type, BigDecimal number) {
        Object fitted = null;
        if (type == Integer.class) {
            fitted = number.intValueExact();
        } else if (type == Long.class) {
            fitted = number.longValueExact();
        } else if (type == Double.class) {
            fitted = number.doubleValue();
        } else if (type == BigDecimal.class) {
            fitted = number;
        } else if (type == java.math.BigInteger.class) {
            fitted = number.toBigIntegerExact();
        } else if (type == Short.class) {
            fitted = number.shortValueExact();
        } else if (type == Byte.class) {
            fitted = number.byteValueExact();
        } else if (type == Float.class) {
            fitted = number.floatValue();
        }
        return Optional.ofNullable(fitted);
    }

    private static Optional<Object> constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
