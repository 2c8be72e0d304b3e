package dev.pawl.api;

import java.util.List;

/** The values that a run starts with: one ({@code name.is("Ada")}), several ({@link #of}) or {@link #none()}. */
@FunctionalInterface
public interface Inputs {
    List<Key.Value<?>> values();

    static Inputs of(Key.Value<?>... values) {
        List<Key.Value<?>> all = List.of(values);
        return () -> all;
    }

    static Inputs none() {
        return List::of;
    }
}
