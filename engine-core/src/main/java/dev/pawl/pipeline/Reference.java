package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Points to a value of a run: a step's data or a key's value, and a place in it, such as
 * {@code site-setup.pages[0].url}. It begins with the id of a node or the name of a key; {@code .name} goes into a
 * map, {@code [3]} into a list. A name has no dot, bracket or white space. Immutable.
 *
 * @param head the node's id or the key's name
 * @param path the way from there: texts and integers
 */
public record Reference(String head, List<Object> path) {
    /** The word that marks a reference among settings: {@code {"from": "site-setup.url"}}. */
    public static final String FROM = "from";

    private static final int LENGTH = 1_000;

    public Reference {
        Names.checkId(head);
        path = List.copyOf(path);
        for (Object part : path) {
            boolean good = part instanceof Integer index ? index >= 0 : part instanceof String name && isName(name);
            if (!good) {
                throw new IllegalArgumentException(
                        "reference to " + head + " goes through " + part + ", which is neither a name nor an index");
            }
        }
    }

    /** Reads a reference. */
    public static Reference of(String text) {
        requireNonNull(text, "text");
        int at = 0;
        while (at < text.length() && Names.isIdCharacter(text.charAt(at))) {
            at++;
        }
        String head = text.substring(0, at);
        List<Object> path = new ArrayList<>();
        while (at < text.length() && text.length() <= LENGTH) {
            int end = next(text, at + 1);
            String part = text.substring(at + 1, end);
            if (text.charAt(at) == '.' && isName(part)) {
                path.add(part);
                at = end;
            } else if (text.charAt(at) == '[' && text.startsWith("]", end) && part.matches("0|[1-9][0-9]{0,8}")) {
                path.add(Integer.valueOf(part));
                at = end + 1;
            } else {
                break;
            }
        }
        if (at < text.length() || !Names.isId(head)) {
            throw new IllegalArgumentException("reference " + Names.show(text)
                    + " is not of the form step-or-key.name[0]: it goes wrong at character " + (at + 1));
        }
        return new Reference(head, path);
    }

    /** The whole value of that key. */
    public static Reference of(Key<?> key) {
        return new Reference(key.name(), List.of());
    }

    /** The value at this reference's path in the data of its head, if there is one. */
    public Optional<Object> in(Object data) {
        Object value = data;
        for (Object part : path) {
            if (part instanceof String name && value instanceof Map<?, ?> map) {
                value = map.get(name);
            } else if (part instanceof Integer index && value instanceof List<?> list && index < list.size()) {
                value = list.get(index);
            } else {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(value);
    }

    /** As it is written. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(head);
        for (Object part : path) {
            if (part instanceof Integer) {
                text.append('[').append(part).append(']');
            } else {
                text.append('.').append(part);
            }
        }
        return text.toString();
    }

    /** As it stands among settings. */
    public Map<String, Object> shape() {
        return Map.of(FROM, toString());
    }

    /** The reference that a setting is, if it is one: a map with nothing but {@code from} and a text. */
    public static Optional<Reference> read(Object setting) {
        return setting instanceof Map<?, ?> map && map.size() == 1 && map.get(FROM) instanceof String text
                ? Optional.of(of(text))
                : Optional.empty();
    }

    /** All references in a tree of settings, in their order. */
    static List<Reference> allIn(Object tree) {
        List<Reference> found = new ArrayList<>();
        collect(tree, found);
        return found;
    }

    private static void collect(Object tree, List<Reference> found) {
        Optional<Reference> reference = read(tree);
        if (reference.isPresent()) {
            found.add(reference.get());
        } else if (tree instanceof Map<?, ?> map) {
            map.values().forEach(value -> collect(value, found));
        } else if (tree instanceof List<?> list) {
            list.forEach(value -> collect(value, found));
        }
    }

    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && ".[]".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars()
                        .noneMatch(
                                c -> ".[]".indexOf(c) >= 0 || Character.isWhitespace(c) || Character.isISOControl(c));
    }
}
