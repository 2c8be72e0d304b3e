package dev.pawl.inline;

import dev.pawl.api.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values alternate in one open-addressed array, whose slots are found by the keys' precomputed hashes. Its length is a power of
 * two, and at most half of it is used. Stateless.
 */
final class InlineTable {
    /** A table that is never written to: the first put makes another one. */
    static final Object[] NOTHING = new Object[2];

    private InlineTable() {}

    static Object[] of(int expected) {
        int slots = Integer.highestOneBit(Math.max(4, expected + expected / 2)) << 1;
        return new Object[slots * 2];
    }

    /** The index of the key, or of the free place where it belongs. */
    static int slot(Object[] t, Key<?> key) {
        int mask = t.length - 2;
        int i = key.nameHash() << 1 & mask;
        while (t[i] != null && t[i] != key && !isSame((Key<?>) t[i], key)) {
            i = i + 2 & mask;
        }
        return i;
    }

    private static boolean isSame(Key<?> a, Key<?> b) {
        return a.nameHash() == b.nameHash() && a.name().equals(b.name());
    }

    /** The same keys in a table of that length, without those that have no value. */
    static Object[] rehashed(Object[] t, int length) {
        Object[] fresh = new Object[length];
        for (int k = 0; k < t.length; k += 2) {
            if (t[k + 1] != null) {
                int i = slot(fresh, (Key<?>) t[k]);
                fresh[i] = t[k];
                fresh[i + 1] = t[k + 1];
            }
        }
        return fresh;
    }

    static List<String> names(Object[] t) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < t.length; k += 2) {
            if (t[k] != null) {
                names.add(((Key<?>) t[k]).name());
            }
        }
        return names;
    }

    /** The value under this name, whatever its type; null when there is none. */
    static Object named(Object[] t, String name) {
        for (int k = 0; k < t.length; k += 2) {
            if (t[k] != null && ((Key<?>) t[k]).name().equals(name)) {
                return t[k + 1];
            }
        }
        return null;
    }
}
