package dev.pawl.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    @Test
    void aReferenceIsAHeadAndAPath() {
        Reference reference = Reference.of("site-setup.pages[10].größe");

        assertThat(reference).isEqualTo(new Reference("site-setup", List.of("pages", 10, "größe")));
        assertThat(reference).hasToString("site-setup.pages[10].größe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                "a..b",
                "a[",
                "a[]",
                "a[-1]",
                "a[01]",
                "a[x]",
                "a[0",
                "a]0[",
                "a b",
                "a.b c",
                "é.a",
                "a[0]b",
                "a[9999999999]",
                ".a",
                "a/b"
            })
    void whatIsNotAReferenceIsRefused(String text) {
        assertThatThrownBy(() -> Reference.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("reference '" + (text.equals("é.a") ? "\\u00e9.a" : text)
                        + "' is not of the form step-or-key.name[0]: it goes wrong at character ");
    }

    @Test
    void theMessageTellsWhereItGoesWrong() {
        assertThatThrownBy(() -> Reference.of("site..url"))
                .hasMessage(
                        "reference 'site..url' is not of the form step-or-key.name[0]: it goes wrong at character 5");
    }

    @Test
    void aReferenceFindsItsValueInData() {
        Object data = Map.of("pages", List.of(Map.of("url", "/a"), Map.of("url", "/b")));

        assertThat(Reference.of("site.pages[1].url").in(data)).contains("/b");
        assertThat(Reference.of("site").in(data)).contains(data);
        assertThat(Reference.of("site.pages[2].url").in(data)).isEmpty();
        assertThat(Reference.of("site.pages.url").in(data)).isEmpty();
        assertThat(Reference.of("site[0]").in(data)).isEmpty();
    }

    @Test
    void onlyAMapWithNothingButFromIsAReferenceAmongSettings() {
        assertThat(Reference.read(Map.of("from", "a.b"))).contains(Reference.of("a.b"));
        assertThat(Reference.read(Map.of("from", 1))).isEmpty();
        assertThat(Reference.read(Map.of("from", "a", "to", "b"))).isEmpty();
        assertThat(Reference.read("a.b")).isEmpty();
    }
}
