package dev.pawl.registry;

import dev.pawl.pipeline.Durations;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A setting that is one text, number or boolean. Immutable. */
final class Scalar extends Form {
    private static final SettingType TEXT = new SettingType.Text();
    private static final String FILE = "file:///";
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private static final Map<Class<?>, Scalar> BY_CLASS = Map.of(
            String.class, new Scalar(TEXT, "a text", Scalar::text),
            Integer.class,
                    number(
                            new SettingType.Whole(),
                            "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE,
                            BigDecimal::intValueExact),
            Long.class, number(new SettingType.Whole(), "a whole number of 64 bits", BigDecimal::longValueExact),
            Double.class, number(new SettingType.Decimal(), "a number", Scalar::finite),
            BigDecimal.class, number(new SettingType.Decimal(), "a number", n -> n),
            Boolean.class,
                    new Scalar(new SettingType.Flag(), "true or false", tree -> tree instanceof Boolean ? tree : null),
            Duration.class,
                    of(
                            Duration.class,
                            new SettingType.Time(),
                            Durations.FORM,
                            t -> Durations.read(t).orElse(null)),
            Instant.class, of(Instant.class, TEXT, "an instant, such as 2026-01-31T12:00:00Z", Instant::parse),
            Path.class, of(Path.class, TEXT, "a path", Scalar::path),
            URI.class, of(URI.class, TEXT, "a URI", URI::create));

    private final SettingType type;
    private final String expected;
    private final Function<Object, Object> convert;

    /** @param convert gives null, or throws, when a tree does not fit */
    private Scalar(SettingType type, String expected, Function<Object, Object> convert) {
        this.type = type;
        this.expected = expected;
        this.convert = convert;
    }

    /** The form of settings of this class, boxed, if it has one. */
    static Optional<Form> of(Class<?> target) {
        return Optional.ofNullable(BY_CLASS.get(target));
    }

    /** A text of which something else is made; or that already, in a run on the caller's thread. */
    private static Scalar of(Class<?> target, SettingType type, String expected, Function<String, Object> parse) {
        return new Scalar(
                type,
                expected,
                tree -> target.isInstance(tree) ? tree : tree instanceof String text ? parse.apply(text) : null);
    }

    private static Scalar number(SettingType type, String expected, Function<BigDecimal, Object> convert) {
        return new Scalar(
                type,
                expected,
                tree -> tree instanceof Number number ? convert.apply(new BigDecimal(number.toString())) : null);
    }

    @Override
    SettingType type() {
        return type;
    }

    @Override
    String expected() {
        return expected;
    }

    @Override
    Object make(Object tree, Spot at, Reading reading) {
        Object made;
        try {
            made = convert.apply(tree);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            made = null;
        }
        return made == null ? misfit(tree, at, reading) : made;
    }

    @Override
    Optional<Object> tree(String[] texts) {
        if (texts.length != 1) {
            return Optional.empty();
        }
        String text = texts[0];
        if (type instanceof SettingType.Flag) {
            return text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.of(text);
        }
        boolean isNumber = type instanceof SettingType.Whole || type instanceof SettingType.Decimal;
        return Optional.of(isNumber ? numberOf(text) : text);
    }

    /** As JSON would read it; the text itself when it says no number. */
    private static Object numberOf(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            return number.scale() > 0
                    ? (Object) number.doubleValue()
                    : number.abs().compareTo(MOST) <= 0 ? (Object) number.intValueExact() : number.longValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            return text;
        }
    }

    private static Object text(Object tree) {
        if (tree instanceof Enum<?> constant) {
            return constant.name();
        }
        boolean isText = tree instanceof CharSequence
                || tree instanceof Character
                || tree instanceof URI
                || tree instanceof UUID;
        return isText ? tree.toString() : null;
    }

    private static Object finite(BigDecimal number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) ? nearest : null;
    }

    /** A recorded run keeps a path as an address. */
    private static Object path(String text) {
        return text.startsWith(FILE) ? Path.of(URI.create(text)) : Path.of(text);
    }
}
