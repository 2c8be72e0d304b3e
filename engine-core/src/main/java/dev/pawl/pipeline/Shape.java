package dev.pawl.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts a shape together, leaving out what is as usual. Confined to one thread. */
final class Shape {
    private final Map<String, Object> map = new LinkedHashMap<>();

    static Shape of(String name, Object value) {
        return new Shape().and(name, value);
    }

    Shape and(String name, Object value) {
        map.put(name, value);
        return this;
    }

    Shape andIf(boolean present, String name, Object value) {
        return present ? and(name, value) : this;
    }

    Shape and(String name, Duration duration) {
        return and(name, (Object) duration.toString());
    }

    Shape and(String name, Optional<?> value) {
        return value.isPresent() ? and(name, value.get()) : this;
    }

    Shape and(String name, Map<String, Object> tree) {
        return tree.isEmpty() ? this : and(name, (Object) tree);
    }

    Shape nodes(String name, List<? extends Node> nodes) {
        return and(name, list(nodes, Node::shape));
    }

    /** A plain loop: shapes are nested, and a stream would take ten frames of the stack at each level. */
    static <T> List<Object> list(List<? extends T> parts, Function<? super T, Object> shape) {
        List<Object> all = new ArrayList<>(parts.size());
        for (T part : parts) {
            all.add(shape.apply(part));
        }
        return Collections.unmodifiableList(all);
    }

    Map<String, Object> map() {
        return Collections.unmodifiableMap(map);
    }
}
