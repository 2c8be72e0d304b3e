package dev.pawl.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.StepResult;
import dev.pawl.pipeline.InvalidPipelineException.Problem;
import dev.pawl.registry.Samples.Bare;
import dev.pawl.registry.Samples.Defaults;
import dev.pawl.registry.Samples.Everything;
import dev.pawl.registry.Samples.Numbers;
import dev.pawl.registry.Samples.Often;
import dev.pawl.registry.Samples.Page;
import dev.pawl.registry.Samples.Pause;
import dev.pawl.registry.Samples.Shop;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How the settings of a definition become a record. */
class SettingsTest {
    private static Map<String, Object> everything() {
        Map<String, Object> with = new LinkedHashMap<>();
        with.put("text", "ü");
        with.put("small", 1);
        with.put("smallBoxed", 2.0);
        with.put("large", 3);
        with.put("largeBoxed", Long.MIN_VALUE);
        with.put("decimal", 4);
        with.put("decimalBoxed", 4.5);
        with.put("flag", true);
        with.put("flagBoxed", false);
        with.put("exact", 19.99);
        with.put("often", "every-week");
        with.put("pause", "90s");
        with.put("at", "2026-01-31T12:00:00Z");
        with.put("folder", "a/b");
        with.put("site", "https://example.org/a?b=c");
        with.put("maybe", "there");
        with.put("maybePages", List.of(Map.of("url", "u", "port", 81)));
        with.put("numbers", List.of(1, 2));
        with.put("pauses", Map.of("short", "500ms", "long", "PT36H"));
        with.put("nested", List.of(Map.of("a", List.of("daily"))));
        with.put("page", Map.of("url", "v"));
        with.put("anything", Map.of("x", List.of(1, true)));
        return with;
    }

    @Test
    void everyTypeIsMadeOfItsTree() {
        assertThat(made(Everything.class, everything()))
                .isEqualTo(new Everything(
                        "ü",
                        1,
                        2,
                        3,
                        Long.MIN_VALUE,
                        4,
                        4.5,
                        true,
                        false,
                        new BigDecimal("19.99"),
                        Often.EVERY_WEEK,
                        Duration.ofSeconds(90),
                        Instant.parse("2026-01-31T12:00:00Z"),
                        Path.of("a", "b"),
                        URI.create("https://example.org/a?b=c"),
                        Optional.of("there"),
                        Optional.of(List.of(new Page("u", 81))),
                        List.of(1, 2),
                        Map.of("short", Duration.ofMillis(500), "long", Duration.ofHours(36)),
                        List.of(Map.of("a", List.of(Often.DAILY))),
                        new Page("v", 80),
                        Map.of("x", List.of(1, true))));
    }

    @Test
    void whatIsNotSaidIsItsDefaultOrEmpty() {
        assertThat(made(Defaults.class, Map.of()))
                .isEqualTo(new Defaults(
                        "",
                        -7,
                        9_000_000_000L,
                        1.5,
                        true,
                        BigDecimal.valueOf(12),
                        Often.EVERY_WEEK,
                        Duration.ofMinutes(5),
                        Path.of("/tmp"),
                        List.of(1, 2),
                        Optional.empty()));
        assertThat(made(Bare.class, Map.of())).isEqualTo(new Bare());
    }

    static Stream<Arguments> durations() {
        return Stream.of(
                Arguments.of("500ms", Duration.ofMillis(500)),
                Arguments.of("0s", Duration.ZERO),
                Arguments.of("90s", Duration.ofSeconds(90)),
                Arguments.of("5m", Duration.ofMinutes(5)),
                Arguments.of("2h", Duration.ofHours(2)),
                Arguments.of("3d", Duration.ofDays(3)),
                Arguments.of("PT1M30S", Duration.ofSeconds(90)),
                Arguments.of("P1DT2H", Duration.ofHours(26)));
    }

    @ParameterizedTest
    @MethodSource
    void durations(String text, Duration expected) {
        assertThat(made(Pause.class, Map.of("pause", text))).isEqualTo(new Pause(expected));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Map<String, Object> with = new LinkedHashMap<>();
        with.put("offen", "daily");
        with.put("mail", Map.of("times", "two", "pause", "long"));
        with.put("pages", List.of(Map.of("url", "a"), Map.of("prot", 80), Map.of("url", 1, "port", 0)));

        assertThat(type(Shop.class).check(with))
                .extracting(Problem::path)
                .containsExactly(
                        "with.offen",
                        "with.mail.to",
                        "with.mail.times",
                        "with.mail.pause",
                        "with.pages[1].prot",
                        "with.pages[1].url",
                        "with.pages[2].url",
                        "with.often");
    }

    @Test
    void noMoreThanAHundredProblemsAreTold() {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add("x");
        }

        assertThat(type(Numbers.class).check(Map.of("numbers", many))).hasSize(100);
    }

    @Test
    void aReferenceStandsForAnyValueUntilThereIsARun() {
        Map<String, Object> with = new LinkedHashMap<>();
        everything().keySet().forEach(name -> with.put(name, Map.of("from", "somewhere." + name)));
        assertThat(type(Everything.class).check(with)).isEmpty();

        assertThat(type(Shop.class)
                        .check(Map.of(
                                "mail",
                                Map.of("to", Map.of("from", "customer.email"), "times", "two"),
                                "pages",
                                List.of(Map.of("from", "page"), Map.of("url", Map.of("from", "x"), "prt", 1)))))
                .containsExactly(
                        new Problem(
                                "with.mail.times",
                                "is the text 'two' instead of a whole number from -2147483648 to 2147483647"),
                        new Problem("with.pages[1].prt", "is not known: did you mean 'port'?"),
                        new Problem("with.often", "is missing; give one of daily, every-week"));
    }

    private static Object made(Class<? extends Record> settings, Map<String, Object> with) {
        Reading reading = Reading.withoutRun();
        Object made = type(settings).form().read(with, Spot.ALL, reading, Optional.empty());
        assertThat(reading.problems()).isEmpty();
        return made;
    }

    private static <S extends Record> StepType type(Class<S> settings) {
        return StepType.of("test", settings, with -> context -> StepResult.done());
    }
}
