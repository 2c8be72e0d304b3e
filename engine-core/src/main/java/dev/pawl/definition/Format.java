package dev.pawl.definition;

import static dev.pawl.definition.Field.required;

import java.util.List;
import java.util.Map;

/**
 * What the objects of the format have in common. Stateless.
 */
final class Format {
    static final int MOST = Integer.MAX_VALUE;

    static final Map<String, Object> NODE = Tree.of("$ref", "#/$defs/node");

    static final Type<List<?>> NODES = Type.list("a list of one node or more", NODE, 1);

    static final Type<Object> CONDITION = Type.defined("a condition", "condition");

    static final Type<Object> KEY = Type.defined("a key: an object with name and type", "key");

    static final Field<String> ID = required("id", Type.ID, "unique among its neighbours; part of the paths in events");

    static final Field<List<?>> STEPS = required("steps", NODES, "its nodes, one after another");

    private Format() {}

    static Field<String> kind(String word, String orElse) {
        Type<String> type = Type.words(List.of(word)).in("\"" + word + "\"", Tree.of("const", word));
        return new Field<>("kind", type, orElse.isEmpty(), orElse, "says which node this is");
    }
}
