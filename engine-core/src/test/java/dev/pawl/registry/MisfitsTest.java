package dev.pawl.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.StepResult;
import dev.pawl.pipeline.InvalidPipelineException.Problem;
import dev.pawl.registry.Samples.Bare;
import dev.pawl.registry.Samples.Choice;
import dev.pawl.registry.Samples.Decimal;
import dev.pawl.registry.Samples.Exact;
import dev.pawl.registry.Samples.Flag;
import dev.pawl.registry.Samples.Folder;
import dev.pawl.registry.Samples.Hour;
import dev.pawl.registry.Samples.Large;
import dev.pawl.registry.Samples.Mail;
import dev.pawl.registry.Samples.Numbers;
import dev.pawl.registry.Samples.Pages;
import dev.pawl.registry.Samples.Pause;
import dev.pawl.registry.Samples.Pauses;
import dev.pawl.registry.Samples.Site;
import dev.pawl.registry.Samples.Small;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of settings that do not become a record. */
class MisfitsTest {
    private static final String LONG = "x".repeat(100);

    static Stream<Arguments> misfits() {
        String duration = " instead of a duration, such as 500ms, 90s, 5m, 2h, 3d or PT1M30S";
        String whole = " instead of a whole number from -2147483648 to 2147483647";
        return Stream.of(
                misfit(Mail.class, Map.of("to", 7), "with.to", "is the number 7 instead of a text"),
                misfit(Mail.class, Map.of("to", true), "with.to", "is true instead of a text"),
                misfit(Mail.class, Map.of("to", List.of("a")), "with.to", "is a list instead of a text"),
                misfit(Mail.class, Map.of("to", Map.of("a", 1)), "with.to", "is a map instead of a text"),
                misfit(Small.class, Map.of("small", "two"), "with.small", "is the text 'two'" + whole),
                misfit(
                        Small.class,
                        Map.of("small", LONG),
                        "with.small",
                        "is the text '" + "x".repeat(80) + "…'" + whole),
                misfit(Small.class, Map.of("small", "a\nb\u0000"), "with.small", "is the text 'a b '" + whole),
                misfit(Small.class, Map.of("small", 1.5), "with.small", "is the number 1.5" + whole),
                misfit(Small.class, Map.of("small", 3_000_000_000L), "with.small", "is the number 3000000000" + whole),
                misfit(Small.class, Map.of("small", 1e300), "with.small", "is the number 1.0E300" + whole),
                misfit(
                        Large.class,
                        Map.of("large", BigInteger.TWO.pow(64)),
                        "with.large",
                        "is the number 18446744073709551616 instead of a whole number of 64 bits"),
                misfit(
                        Decimal.class,
                        Map.of("decimal", "1.5"),
                        "with.decimal",
                        "is the text '1.5' instead of a number"),
                misfit(
                        Decimal.class,
                        Map.of("decimal", BigInteger.TEN.pow(400)),
                        "with.decimal",
                        "is the number 1" + "0".repeat(79) + "… instead of a number"),
                misfit(Exact.class, Map.of("exact", false), "with.exact", "is false instead of a number"),
                misfit(Flag.class, Map.of("flag", "true"), "with.flag", "is the text 'true' instead of true or false"),
                misfit(
                        Choice.class,
                        Map.of("often", "every_week"),
                        "with.often",
                        "is the text 'every_week' instead of one of daily, every-week: did you mean 'every-week'?"),
                misfit(
                        Choice.class,
                        Map.of("often", "never"),
                        "with.often",
                        "is the text 'never' instead of one of daily, every-week"),
                misfit(
                        Choice.class,
                        Map.of("often", 1),
                        "with.often",
                        "is the number 1 instead of one of daily, every-week"),
                misfit(Pause.class, Map.of("pause", "5 minutes"), "with.pause", "is the text '5 minutes'" + duration),
                misfit(Pause.class, Map.of("pause", 90), "with.pause", "is the number 90" + duration),
                misfit(
                        Hour.class,
                        Map.of("at", "noon"),
                        "with.at",
                        "is the text 'noon' instead of an instant, such as 2026-01-31T12:00:00Z"),
                misfit(
                        Folder.class,
                        Map.of("folder", "a\u0000b"),
                        "with.folder",
                        "is the text 'a b' instead of a path"),
                misfit(Site.class, Map.of("site", "a b"), "with.site", "is the text 'a b' instead of a URI"),
                misfit(Numbers.class, Map.of("numbers", 1), "with.numbers", "is the number 1 instead of a list"),
                misfit(Numbers.class, Map.of("numbers", List.of(1, "b")), "with.numbers[1]", "is the text 'b'" + whole),
                misfit(Pauses.class, Map.of("pauses", List.of()), "with.pauses", "is a list instead of a map"),
                misfit(Pauses.class, Map.of("pauses", Map.of("a", "b")), "with.pauses.a", "is the text 'b'" + duration),
                misfit(
                        Pages.class,
                        Map.of("pages", List.of("a")),
                        "with.pages[0]",
                        "is the text 'a' instead of a map with [url, port]"),
                misfit(
                        Pages.class,
                        Map.of("pages", List.of(Map.of("url", "u", "port", 0))),
                        "with.pages[0]",
                        "is refused: port < 1: 0"),
                misfit(
                        Mail.class,
                        Map.of("to", Map.of("from", "a b")),
                        "with.to",
                        "reference 'a b' is not of the form step-or-key.name[0]: it goes wrong at character 2"),
                misfit(
                        Mail.class,
                        Collections.singletonMap("to", null),
                        "with.to",
                        "is missing; give a text: who gets it"),
                misfit(Numbers.class, Map.of("numbers", Arrays.asList(1, null)), "with.numbers[1]", "is null" + whole),
                misfit(Mail.class, Map.of(), "with.to", "is missing; give a text: who gets it"),
                misfit(
                        Small.class,
                        Map.of(),
                        "with.small",
                        "is missing; give a whole number from -2147483648 to 2147483647"),
                misfit(Mail.class, Map.of("to", "a", "tmies", 2), "with.tmies", "is not known: did you mean 'times'?"),
                misfit(
                        Mail.class,
                        Map.of("to", "a", "subject", 2),
                        "with.subject",
                        "is not known: there are to, times, pause"),
                misfit(Bare.class, Map.of("a", 1), "with.a", "is not known: there are none"));
    }

    private static Arguments misfit(
            Class<? extends Record> settings, Map<String, Object> with, String path, String message) {
        return Arguments.of(settings, with, new Problem(path, message));
    }

    @ParameterizedTest
    @MethodSource
    void misfits(Class<? extends Record> settings, Map<String, Object> with, Problem expected) {
        assertThat(type(settings).check(with)).containsExactly(expected);
    }

    private static <S extends Record> StepType type(Class<S> settings) {
        return StepType.of("test", settings, with -> context -> StepResult.done());
    }
}
