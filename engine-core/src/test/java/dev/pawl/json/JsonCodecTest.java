package dev.pawl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.StateCodec;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON, strict both ways. */
class JsonCodecTest {
    private final StateCodec codec = new JsonCodec();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{} {}",
                "{}x",
                "[1,]",
                "[1 2]",
                "{a:1}",
                "{'a':1}",
                "// comment\n{}",
                "/* comment */ {}",
                "# comment\n{}",
                "NaN",
                "[Infinity]",
                "[+1]",
                "[01]",
                "[.5]",
                "[1.]",
                "[0x10]",
                "\"tab\tinside\"",
                "\"\\x41\"",
                "\"unclosed",
                "\ufeff{}",
                "tru",
                "[\"a\"",
                "{\"a\"}"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> codec.decode(text, Object.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void classNamesInTheDataStayData() {
        String text = "{\"@class\":\"java.net.URL\",\"v\":[\"com.sun.rowset.JdbcRowSetImpl\",{\"autoCommit\":true}]}";

        assertThat(codec.decode(text, Object.class))
                .isEqualTo(Map.of(
                        "@class",
                        "java.net.URL",
                        "v",
                        List.of("com.sun.rowset.JdbcRowSetImpl", Map.of("autoCommit", true))));
    }

    @Test
    void nestingBeyondTheLimitIsRefusedBothWays() {
        String fits = "[".repeat(100) + "]".repeat(100);
        String deep = "[".repeat(101) + "]".repeat(101);

        assertThat(codec.encode(codec.decode(fits, Object.class), Object.class)).isEqualTo(fits);
        assertThatThrownBy(() -> codec.decode(deep, Object.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.decode("[".repeat(1_000_000), Object.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.encode(List.of(codec.decode(fits, Object.class)), Object.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTextThatIsTooLongIsRefusedSayingWhatToDo() {
        String text = "x".repeat(JsonCodec.MAX_TEXT);

        assertThatThrownBy(() -> codec.encode(text, String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keep it in a file");
    }

    @Test
    void aNumberWithTooManyDigitsIsRefusedInReading() {
        Type type = BigInteger.class;
        String most = codec.encode(BigInteger.TEN.pow(999), type);

        assertThat(codec.decode(most, type)).isEqualTo(BigInteger.TEN.pow(999));
        assertThatThrownBy(() -> codec.decode(most + "0", type)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusalsDoNotShowTheValue() {
        for (Type type : List.of(Integer.class, java.util.UUID.class, Thread.State.class, java.net.URI.class)) {
            assertThatThrownBy(() -> codec.decode("\"%xyzzy\"", type))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("xyzzy")
                    .hasMessageContaining(type.getTypeName());
        }
    }
}
