package dev.pawl.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** What is said of definitions that are wrong. Stateless. */
final class Told {
    private Told() {}

    static String json(String withSingleQuotes) {
        return withSingleQuotes.replace('\'', '"');
    }

    static List<String> told(String json) {
        return problems(json(json)).stream()
                .map(p -> p.path() + ": " + p.message())
                .toList();
    }

    static List<InvalidDefinitionException.Problem> problems(String json) {
        InvalidDefinitionException e =
                catchThrowableOfType(InvalidDefinitionException.class, () -> Definitions.read(json));
        assertThat(e).as("the definition was read").isNotNull();
        return e.problems();
    }
}
