package dev.pawl.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "../x", "a/b", "a.b", "a b", "%2e", "é", "a\u0000", "a\n", "\u202eabc", "a[0]"})
    void idsThatCouldBeAPathOrHideSomethingAreRefused(String id) {
        assertThatThrownBy(() -> Names.checkId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("id '")
                .hasMessageEndingWith("' is not 1 to 64 of A-Z, a-z, 0-9, _ and -");
    }

    @Test
    void anIdHasAtMost64Characters() {
        assertThat(Names.checkId("a".repeat(64))).hasSize(64);
        assertThatThrownBy(() -> Names.checkId("a".repeat(10_000)))
                .hasMessage("id '" + "a".repeat(80) + "…' is not 1 to 64 of A-Z, a-z, 0-9, _ and -");
    }

    @Test
    void messagesShowHiddenCharactersAsCodes() {
        assertThatThrownBy(() -> Names.checkId("a\u0000\u202e\n"))
                .hasMessage("id 'a\\u0000\\u202e\\u000a' is not 1 to 64 of A-Z, a-z, 0-9, _ and -");
    }

    @Test
    void fuzzedIdsPassExactlyWhenTheyMatchThePattern() {
        Random random = new Random(1);
        String letters = "aZ09_-./\\ %\u0000é\u202e";

        for (int i = 0; i < 2_000; i++) {
            StringBuilder id = new StringBuilder();
            for (int length = random.nextInt(70); length > 0; length--) {
                id.append(letters.charAt(random.nextInt(random.nextInt(4) == 0 ? letters.length() : 6)));
            }

            assertThat(Names.isId(id.toString())).isEqualTo(id.toString().matches("[A-Za-z0-9_-]{1,64}"));
        }
    }

    @Test
    void rangesSayTheValue() {
        assertThatThrownBy(() -> Retry.times(0)).hasMessage("attempts is 0, not from 1 to 1000000");
        assertThatThrownBy(() -> Retry.times(2).jitter(Double.NaN)).hasMessage("jitter is NaN, not from 0.0 to 1.0");
        assertThatThrownBy(() -> Retry.times(2).backoff(Duration.ofSeconds(-1)))
                .hasMessage("backoff is PT-1S, not from nothing to 100 years");
        assertThatThrownBy(() -> Retry.times(2).backoff(Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessageEndingWith("not from nothing to 100 years");
    }

    @Test
    void pausesGrowByTheFactorUpToTheCap() {
        Retry retry = Retry.times(9).backoff(Duration.ofSeconds(1)).factor(3).cap(Duration.ofSeconds(10));

        assertThat(retry.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(retry.pauseAfter(3)).isEqualTo(Duration.ofSeconds(9));
        assertThat(retry.pauseAfter(4)).isEqualTo(Duration.ofSeconds(10));
        assertThat(retry.pauseAfter(1_000_000)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void pathsOfARunBecomePathsOfThePipeline() {
        assertThat(Paths.item(Paths.join("publish", "media"), 3)).isEqualTo("publish/media[3]");
        assertThat(Paths.inPipeline("publish/media[12]/loop[0]/upload")).isEqualTo("publish/media/loop/upload");
        assertThat(Paths.join("", "a")).isEqualTo("a");
        assertThat(Paths.join("a", "")).isEqualTo("a");
    }

    @Test
    void theNearestWordIsTheOneThatWasMeant() {
        var known = java.util.List.of("retry", "timeout", "effect", "compensate", "finally");

        assertThat(NearestWord.to("timout", known)).contains("timeout");
        assertThat(NearestWord.to("Retyr", known)).contains("retry");
        assertThat(NearestWord.to("compensation", known)).contains("compensate");
        assertThat(NearestWord.to("banana", known)).isEmpty();
        assertThat(NearestWord.to("", known)).isEmpty();
    }
}
