package dev.pawl.definition;

import dev.pawl.pipeline.Durations;
import dev.pawl.pipeline.NearestWord;
import dev.pawl.pipeline.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What may stand in a field: how it is read, how people are told, and what a schema says. Immutable.
 *
 * @param words what is expected, as in "expected a whole number"
 * @param schema the JSON Schema of it, without a description
 */
record Type<T>(String words, Map<String, Object> schema, Function<Object, Optional<T>> reader) {
    /** What a schema can say of durations; the reader is stricter. */
    static final String DURATION_PATTERN = "^([0-9]{1,12}(ms|s|m|h|d)|[-+]?[Pp][-+0-9DdTtHhMmSs.,]+)$";

    /** What a schema can say of references; the reader is stricter. */
    static final String REFERENCE_PATTERN =
            "^[A-Za-z0-9_-]{1,64}(\\.[^.\\[\\]\\u0000-\\u0020]+|\\[(0|[1-9][0-9]{0,8})\\])*$";

    private static final Duration LONGEST = Duration.ofDays(36_525);

    static final Type<String> ID = pattern("an id of 1 to 64 letters A-Z, a-z, digits, _ and -", "[A-Za-z0-9_-]{1,64}");
    static final Type<String> KEY_NAME = pattern(
            "the name of a key: a letter or _, and at most 63 letters A-Z, a-z, digits, _ and -",
            "[A-Za-z_][A-Za-z0-9_-]{0,63}");
    static final Type<String> TEXT = text();
    static final Type<String> ANY_TEXT = new Type<>("a text", Map.of("type", "string"), Type::string);
    static final Type<Boolean> FLAG = new Type<>(
            "true or false",
            Map.of("type", "boolean"),
            tree -> tree instanceof Boolean flag ? Optional.of(flag) : Optional.empty());
    static final Type<Duration> DURATION = duration("a duration such as 500ms, 90s, 5m, 2h, 3d or PT1M30S", true);
    static final Type<Duration> POSITIVE = duration("a duration longer than nothing, such as 500ms, 90s or 5m", false);
    static final Type<Reference> REFERENCE = new Type<>(
            "a reference to a step or a key, such as order.lines[0].price",
            Tree.of("type", "string", "maxLength", 1_000, "pattern", REFERENCE_PATTERN),
            tree -> string(tree).flatMap(Type::reference));
    static final Type<Map<String, Object>> OBJECT = new Type<>("an object", Map.of("type", "object"), Tree::object);
    static final Type<Object> ANYTHING = new Type<>("a value", Map.of(), Optional::ofNullable);

    /** Found is not what was expected. */
    String refusal(Object found) {
        return "expected " + words + ", found " + Tree.show(found);
    }

    /** The same, described in the schema elsewhere. */
    Type<T> in(String words, Map<String, Object> schema) {
        return new Type<>(words, schema, reader);
    }

    static Type<Integer> whole(int min, int max) {
        return new Type<>(
                max == Integer.MAX_VALUE
                        ? "a whole number of " + min + " or more"
                        : "a whole number from " + min + " to " + max,
                Tree.of("type", "integer", "minimum", min, "maximum", max),
                tree -> Tree.whole(tree).filter(n -> n >= min && n <= max).map(Long::intValue));
    }

    static Type<Double> decimal(int min, int max) {
        return new Type<>(
                "a number from " + min + " to " + max,
                Tree.of("type", "number", "minimum", min, "maximum", max),
                tree -> tree instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max
                        ? Optional.of(number.doubleValue())
                        : Optional.empty());
    }

    static Type<String> words(List<String> known) {
        return new Type<>(
                "one of " + String.join(", ", known),
                Tree.of("enum", known),
                tree -> string(tree).filter(known::contains));
    }

    /** A list of what that schema says. */
    static Type<List<?>> list(String words, Map<String, Object> of, int least) {
        return new Type<>(
                words,
                least == 0
                        ? Tree.of("type", "array", "items", of)
                        : Tree.of("type", "array", "items", of, "minItems", least),
                tree -> tree instanceof List<?> list && list.size() >= least ? Optional.of(list) : Optional.empty());
    }

    /** What has a reader and a definition in the schema of its own. */
    static Type<Object> defined(String words, String definition) {
        return new Type<>(words, Tree.of("$ref", "#/$defs/" + definition), Optional::ofNullable);
    }

    /** What was probably meant by a word that is not known. */
    static String hint(Object found, List<String> known) {
        return string(found)
                .flatMap(word -> NearestWord.to(word, known))
                .map(near -> ": did you mean '" + near + "'?")
                .orElse("");
    }

    private static Type<String> pattern(String words, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return new Type<>(
                words,
                Tree.of("type", "string", "pattern", "^" + pattern + "$"),
                tree -> string(tree).filter(text -> compiled.matcher(text).matches()));
    }

    private static Type<String> text() {
        Pattern control = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");
        return new Type<>(
                "a text of one line, 1 to 256 characters",
                Tree.of("type", "string", "maxLength", 256, "pattern", "^[^\\u0000-\\u001f\\u007f-\\u009f]+$"),
                tree -> string(tree)
                        .filter(text -> !text.isBlank()
                                && text.length() <= 256
                                && !control.matcher(text).find()
                                && Tree.isWellFormed(text)));
    }

    private static Type<Duration> duration(String words, boolean zero) {
        return new Type<>(
                words,
                Tree.of("type", "string", "pattern", DURATION_PATTERN),
                tree -> string(tree)
                        .flatMap(Durations::read)
                        .filter(time -> zero || !time.isZero())
                        .filter(time -> !time.isNegative() && time.compareTo(LONGEST) <= 0));
    }

    private static Optional<Reference> reference(String text) {
        try {
            return Optional.of(Reference.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> string(Object tree) {
        return tree instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
