package dev.pawl.registry;

import dev.pawl.pipeline.NearestWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A setting that is a constant of an enum: in a definition its name in small letters, with {@code -} for {@code _}; in a run its name or the
 * constant itself. Immutable.
 */
final class OneOf extends Form {
    private final Class<?> constants;
    private final Map<String, Object> byWord = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when two of the constants have the same word */
    OneOf(Class<?> constants) {
        this.constants = constants;
        for (Object each : constants.getEnumConstants()) {
            String word = ((Enum<?>) each).name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (byWord.put(word, each) != null) {
                throw new IllegalArgumentException("two constants of " + constants.getSimpleName() + " are called '"
                        + word + "' in a definition; rename either");
            }
        }
    }

    @Override
    SettingType type() {
        return new SettingType.Choice(List.copyOf(byWord.keySet()));
    }

    @Override
    String expected() {
        return "one of " + String.join(", ", byWord.keySet());
    }

    @Override
    Object make(Object tree, Spot at, Reading reading) {
        if (constants.isInstance(tree)) {
            return tree;
        }
        if (!(tree instanceof String word)) {
            return misfit(tree, at, reading);
        }
        Optional<Object> constant = Optional.ofNullable(byWord.get(word));
        if (constant.isPresent()) {
            return constant.get();
        }
        if (at.isReferred()) {
            return byWord.values().stream()
                    .filter(each -> ((Enum<?>) each).name().equals(word))
                    .findFirst()
                    .orElseGet(() -> misfit(tree, at, reading));
        }
        String hint = NearestWord.to(word, byWord.keySet())
                .map(near -> ": did you mean '" + near + "'?")
                .orElse("");
        return reading.problem(at, "is " + Found.describe(tree, at) + " instead of " + expected() + hint);
    }

    @Override
    Optional<Object> tree(String[] texts) {
        return texts.length == 1 ? Optional.of(texts[0]) : Optional.empty();
    }
}
