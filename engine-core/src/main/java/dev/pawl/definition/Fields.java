package dev.pawl.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one object, held against its form. Confined to one reading. */
final class Fields {
    private final Map<String, Object> map;
    private final At at;
    private final Problems problems;

    private Fields(Map<String, Object> map, At at, Problems problems) {
        this.map = map;
        this.at = at;
        this.problems = problems;
    }

    /** Nothing when it is no object; a field that the form does not know, and one that is missing, are problems. */
    static Optional<Fields> of(Object tree, Form form, At at, Problems problems) {
        Optional<Map<String, Object>> map = Tree.object(tree);
        if (map.isEmpty()) {
            problems.addHole(at, "expected an object that is " + form.says() + ", found " + Tree.show(tree));
            return Optional.empty();
        }
        for (String name : map.get().keySet()) {
            if (!form.names().contains(name)) {
                String hint = Type.hint(name, form.names());
                problems.add(
                        at.field(name),
                        "is unknown in " + article(form)
                                + (hint.isEmpty() ? ": it has " + String.join(", ", form.names()) : hint));
            }
        }
        for (Field<?> field : form.fields()) {
            if (field.required() && !map.get().containsKey(field.name())) {
                problems.addHole(
                        at.field(field.name()),
                        "is missing: expected " + field.type().words());
            }
        }
        return Optional.of(new Fields(map.get(), at, problems));
    }

    Map<String, Object> tree() {
        return map;
    }

    At at() {
        return at;
    }

    At at(Field<?> field) {
        return at.field(field.name());
    }

    boolean has(Field<?> field) {
        return map.containsKey(field.name());
    }

    /** What stands there, if anything does, whatever it is. */
    Object raw(Field<?> field) {
        return map.get(field.name());
    }

    /** What stands there; when it cannot be that, it is a problem and left out, or a hole where it is needed. */
    <T> Optional<T> find(Field<T> field) {
        if (!has(field)) {
            return Optional.empty();
        }
        Object tree = raw(field);
        Optional<T> value = tree == null ? Optional.empty() : field.read(tree);
        if (value.isEmpty()) {
            String message = field.type().refusal(tree) + Type.hint(tree, words(field));
            if (field.required()) {
                problems.addHole(at(field), message);
            } else {
                problems.add(at(field), message);
            }
        }
        return value;
    }

    /** The same for what the rest of the pipeline may refer to: without it, nothing can be said of the rest. */
    <T> Optional<T> findOrHole(Field<T> field) {
        Optional<T> value = find(field);
        if (value.isEmpty() && has(field)) {
            problems.leaveHole();
        }
        return value;
    }

    <T> T get(Field<T> field, T orElse) {
        return find(field).orElse(orElse);
    }

    @SuppressWarnings("unchecked")
    private static List<String> words(Field<?> field) {
        return field.type().schema().get("enum") instanceof List<?> list ? (List<String>) list : List.of();
    }

    private static String article(Form form) {
        return ("aeiou".indexOf(form.name().charAt(0)) < 0 ? "a " : "an ") + form.name();
    }
}
