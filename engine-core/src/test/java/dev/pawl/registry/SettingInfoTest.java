package dev.pawl.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.StepResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of the settings of a type, and which records cannot be settings. */
class SettingInfoTest {
    private static final SettingType TEXT = new SettingType.Text();
    private static final SettingType WHOLE = new SettingType.Whole();

    @Test
    void aTypeTellsWhatItsSettingsLookLike() {
        assertThat(StepType.of("all", Samples.Everything.class, s -> context -> StepResult.done())
                        .settings())
                .containsExactly(
                        required("text", TEXT),
                        required("small", WHOLE),
                        required("smallBoxed", WHOLE),
                        required("large", WHOLE),
                        required("largeBoxed", WHOLE),
                        required("decimal", new SettingType.Decimal()),
                        required("decimalBoxed", new SettingType.Decimal()),
                        required("flag", new SettingType.Flag()),
                        required("flagBoxed", new SettingType.Flag()),
                        required("exact", new SettingType.Decimal()),
                        required("often", often()),
                        required("pause", new SettingType.Time()),
                        required("at", TEXT),
                        required("folder", TEXT),
                        required("site", TEXT),
                        optional("maybe", TEXT),
                        optional("maybePages", new SettingType.ListOf(page())),
                        required("numbers", new SettingType.ListOf(WHOLE)),
                        required("pauses", new SettingType.MapOf(new SettingType.Time())),
                        required(
                                "nested",
                                new SettingType.ListOf(new SettingType.MapOf(new SettingType.ListOf(often())))),
                        required("page", page()),
                        required("anything", new SettingType.Anything()));
    }

    @Test
    void aTypeTellsItsDefaultsAsADefinitionWouldSayThem() {
        assertThat(StepType.of("defaults", Samples.Defaults.class, s -> context -> StepResult.done())
                        .settings())
                .extracting(SettingInfo::orElse)
                .containsExactly(
                        Optional.of(""),
                        Optional.of(-7),
                        Optional.of(9_000_000_000L),
                        Optional.of(1.5),
                        Optional.of(true),
                        Optional.of(12),
                        Optional.of("every-week"),
                        Optional.of("5m"),
                        Optional.of("/tmp"),
                        Optional.of(List.of(1, 2)),
                        Optional.empty());
    }

    @Test
    void aTypeTellsWhatPeopleAreTold() {
        StepType mail = StepType.of("mail.send", Samples.Mail.class, s -> context -> StepResult.done())
                .alias("send-mail")
                .describedAs("Sends a mail");

        assertThat(mail.name()).isEqualTo("mail.send");
        assertThat(mail.aliases()).containsExactly("send-mail");
        assertThat(mail.description()).isEqualTo("Sends a mail");
        assertThat(mail.isOpen()).isFalse();
        assertThat(mail.settings())
                .containsExactly(
                        new SettingInfo("to", TEXT, "who gets it", true, Optional.empty()),
                        new SettingInfo("times", WHOLE, "how often it is sent", false, Optional.of(1)),
                        optional("pause", new SettingType.Time()));
    }

    @Test
    void aTypeOfTreesIsOpenAndATypeWithoutSettingsIsNot() {
        StepType tree = StepType.ofTree("tree", settings -> context -> StepResult.done());
        StepType bare = StepType.of("bare", context -> StepResult.done());

        assertThat(tree.isOpen()).isTrue();
        assertThat(tree.settings()).isEmpty();
        assertThat(tree.check(Map.of("anything", List.of(1)))).isEmpty();
        assertThat(bare.isOpen()).isFalse();
        assertThat(bare.settings()).isEmpty();
        assertThat(bare.check(Map.of("anything", 1))).hasSize(1);
    }

    record Dated(Date when) {}

    record Short(short number) {}

    record Letter(char letter) {}

    record Bytes(byte[] bytes) {}

    record Raw(@SuppressWarnings("rawtypes") List list) {}

    record Numbered(Map<Integer, String> byNumber) {}

    record Concrete(ArrayList<String> list) {}

    record Doubtful(List<Optional<String>> list) {}

    record Generic<T>(T value) {}

    record Endless(String name, List<Endless> inside) {}

    record Referring(String from) {}

    record Both(@Setting(orElse = "1") Optional<Integer> number) {}

    record Wrong(@Setting(orElse = "one") int number) {}

    record Many(@Setting(orElse = {"1", "2"}) int number) {}

    record Inside(@Setting(orElse = "x") Samples.Page page) {}

    enum Twins {
        ONE_TWO,
        one_two
    }

    record Ambiguous(Twins twins) {}

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(Dated.class, "it has the component 'when' of the type java.util.Date; use String"),
                refusal(Short.class, "it has the component 'number' of the type short; use String"),
                refusal(Letter.class, "it has the component 'letter' of the type char; use String"),
                refusal(Bytes.class, "it has the component 'bytes' of the type byte[]; use String"),
                refusal(Raw.class, "it has the component 'list' of the type java.util.List; use String"),
                refusal(Numbered.class, "it has the component 'byNumber' of the type java.util.Map<"),
                refusal(Concrete.class, "it has the component 'list' of the type java.util.ArrayList<"),
                refusal(Doubtful.class, "it has the component 'list' of the type java.util.Optional<"),
                refusal(Generic.class, "it has the component 'value' of the type T; use String"),
                refusal(Endless.class, "it contains itself; use Object for what may be nested to any depth"),
                refusal(
                        Referring.class,
                        "it has a component 'from', which alone would be taken for a reference; give it another name, such as 'sender'"),
                refusal(Both.class, "it has the component 'number', which is Optional and has a default; say either"),
                refusal(
                        Wrong.class,
                        "it has a wrong default: with.number: is the text 'one' instead of a whole number from"
                                + " -2147483648 to 2147483647; write it as it would stand in a definition"),
                refusal(
                        Many.class,
                        "it has the component 'number' with a default, which is more than one text; take the default away"),
                refusal(
                        Inside.class,
                        "it has the component 'page' with a default, which is no text that it can be made of"),
                refusal(
                        Ambiguous.class,
                        "it has a choice that is not clear; two constants of Twins are called 'one-two' in a definition; rename either"));
    }

    private static Arguments refusal(Class<? extends Record> settings, String message) {
        return Arguments.of(settings, message);
    }

    @ParameterizedTest
    @MethodSource
    void refusals(Class<? extends Record> settings, String message) {
        assertThatThrownBy(() -> StepType.of("test", settings, s -> context -> StepResult.done()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "step type 'test' cannot have settings of " + settings.getSimpleName() + ": " + message);
    }

    /** A record of the JDK's own, which no module opens. */
    @Test
    void aRecordThatCannotBeReachedIsRefusedWithTheLineThatOpensIt() throws Exception {
        Class<? extends Record> closed = Class.forName("sun.security.pkcs.SignerInfo$AlgorithmInfo", false, null)
                .asSubclass(Record.class);

        assertThatThrownBy(() -> StepType.of("test", closed, s -> context -> StepResult.done()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("opens " + closed.getPackageName() + " to dev.pawl.core;");
    }

    @Test
    void decimalDefaultsKeepTheirDigits() {
        record Price(@Setting(orElse = "19.99") BigDecimal price) {}

        assertThat(StepType.of("price", Price.class, p -> context -> StepResult.done())
                        .settings())
                .containsExactly(new SettingInfo("price", new SettingType.Decimal(), "", false, Optional.of(19.99)));
    }

    private static SettingInfo required(String name, SettingType type) {
        return new SettingInfo(name, type, "", true, Optional.empty());
    }

    private static SettingInfo optional(String name, SettingType type) {
        return new SettingInfo(name, type, "", false, Optional.empty());
    }

    private static SettingType often() {
        return new SettingType.Choice(List.of("daily", "every-week"));
    }

    private static SettingType page() {
        return new SettingType.Group(
                List.of(required("url", TEXT), new SettingInfo("port", WHOLE, "", false, Optional.of(80))));
    }
}
