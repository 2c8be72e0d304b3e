package dev.pawl.execution;

import dev.pawl.api.MissingValueException;
import dev.pawl.history.Encoding;
import dev.pawl.history.Scope;
import dev.pawl.pipeline.Reference;
import dev.pawl.walk.Unable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds what references lead to, in a scope: the data of nodes and values, as trees. Confined to one look. */
record Data(Scope scope, Encoding encoding) implements Function<Reference, Optional<Object>> {
    @Override
    public Optional<Object> apply(Reference reference) {
        Object stored = scope.data(reference.head());
        if (stored == null) {
            stored = scope.value(reference.head());
        }
        return stored == null ? Optional.empty() : reference.in(encoding.tree(stored));
    }

    /** A tree of settings with what its references lead to; throws naming one that leads nowhere. */
    Object resolve(Object tree) {
        Optional<Reference> reference = Reference.read(tree);
        if (reference.isPresent()) {
            return apply(reference.get())
                    .orElseThrow(
                            () -> new MissingValueException(reference.get().head(), Unable.nothingAt(reference.get())));
        }
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, value) -> copy.put(name, resolve(value)));
            return copy;
        }
        return tree instanceof List<?> list ? list.stream().map(this::resolve).toList() : tree;
    }
}
