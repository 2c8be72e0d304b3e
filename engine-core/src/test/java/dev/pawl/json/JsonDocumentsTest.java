package dev.pawl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pawl.json.JsonDocuments.Position;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents are strict JSON, and a mistake in one is told with its place and in plain words. */
class JsonDocumentsTest {
    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("", "1:1 there is nothing in it"),
                arguments(" \n ", "1:1 there is nothing in it"),
                arguments("{", "1:2 the text ends before the object that begins in line 1 is closed"),
                arguments("{\n \"a\": [1,\n", "3:1 the text ends before the list that begins in line 2 is closed"),
                arguments("{\"a\":1,\"a\":2}", "1:8 the name 'a' stands twice in one object: keep one"),
                arguments("{\"b\":{\"a\":1,\n\"a\":2}}", "2:1 the name 'a' stands twice in one object: keep one"),
                arguments("{} {}", "1:4 something stands behind the end of the document: take it out"),
                arguments("{}]", "1:3 a bracket closes what is not open"),
                arguments("[1,]", "1:4 a value is missing before ']', or there is a comma too many"),
                arguments("[1,,2]", "1:4 a value is missing before ',', or there is a comma too many"),
                arguments("{\"a\":1,}", "1:8 '}' comes after a comma: take the comma out"),
                arguments("{\"a\":}", "1:6 a value is missing before '}', or there is a comma too many"),
                arguments("[1 2]", "1:4 there is '2' where a comma or the end is expected"),
                arguments("{\"a\":1 \"b\":2}", "1:8 there is '\"' where a comma or the end is expected"),
                arguments("{\"a\" 1}", "1:6 there is '1' where a colon is expected"),
                arguments("{a:1}", "1:2 there is 'a' where a name in double quotes is expected"),
                arguments("{'a':1}", "1:2 a text stands in double quotes, not in single ones"),
                arguments("{\"a\":'x'}", "1:6 a text stands in double quotes, not in single ones"),
                arguments("// comment\n{}", "1:1 a comment is no JSON: take it out"),
                arguments("{ /* comment */ }", "1:3 a comment is no JSON: take it out"),
                arguments("# comment\n{}", "1:1 a comment is no JSON: take it out"),
                arguments("[NaN]", "1:5 NaN and Infinity are no JSON numbers: write a number"),
                arguments("[-Infinity]", "1:11 NaN and Infinity are no JSON numbers: write a number"),
                arguments("[+1]", "1:3 there is '+' where a value is expected"),
                arguments("[01]", "1:3 a number begins with a digit or with - and a digit, and with no 0 too many"),
                arguments("[.5]", "1:2 there is '.' where a value is expected"),
                arguments("[1.]", "1:3 a digit has to follow the point of a number"),
                arguments("[0x10]", "1:3 there is 'x' where a comma or the end is expected"),
                arguments("\"tab\tinside\"", "1:5 a text holds a control character: write it as \\n, \\t or \\u00XX"),
                arguments("\"\\x41\"", "1:3 a backslash in a text stands before one of \" \\ / b f n r t u only"),
                arguments("\"\\u12g4\"", "1:6 \\u is followed by four hexadecimal digits"),
                arguments("{\"a\": \"unclosed", "1:16 a text is not closed: put a double quote at its end"),
                arguments("\ufeff{}", "1:1 it begins with a byte order mark: save it as UTF-8 without one"),
                arguments(
                        "[tru]",
                        "1:2 a value is an object, a list, a text in double quotes, a number, true, false or null"),
                arguments("\u0000{}", "1:2 there is a character that stands in no JSON outside of texts"),
                arguments("[1e400]", "1:2 the number '1e400' is too large or too small"),
                arguments("[1e-400]", "1:2 the number '1e-400' is too large or too small"),
                arguments("[1e1000000000]", "1:2 the number '1e1000000000' is too large or too small"),
                arguments("[-1e99999999999]", "1:2 the number '-1e99999999999' is too large or too small"),
                arguments(
                        "[0.12345678901234567891]",
                        "1:2 the number '0.12345678901234567891' has more digits than are kept: write it as a text"),
                arguments("[" + "1".repeat(1_101) + "]", "1:1103 a number is longer than 1100 characters"),
                arguments("[".repeat(501), "1:501 it is nested deeper than 500 levels"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlace(String text, String told) {
        JsonSyntaxException e = catchThrowableOfType(JsonSyntaxException.class, () -> JsonDocuments.read(text));

        assertThat(e.line() + ":" + e.column() + " " + e.getMessage()).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void whatIsNotUtf8IsRefused(String charset) {
        byte[] bytes = "{\"name\": \"x\"}".getBytes(Charset.forName(charset));

        assertThatThrownBy(() -> text(bytes))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessage("it is not UTF-8 but UTF-16 or UTF-32: save it as UTF-8");
    }

    @Test
    void aByteThatBelongsToNoCharacterIsToldWithItsPlace() {
        for (byte[] bad : List.of(
                bytes(0xC3),
                bytes(0x80),
                bytes(0xC0, 0x80),
                bytes(0xED, 0xA0, 0x80),
                bytes(0xF8, 0x88),
                bytes(0xE9, 0x6E))) {
            byte[] start = "{\"a\":\n \"é".getBytes(StandardCharsets.UTF_8);
            byte[] all = Arrays.copyOf(start, start.length + bad.length);
            System.arraycopy(bad, 0, all, start.length, bad.length);

            JsonSyntaxException e = catchThrowableOfType(JsonSyntaxException.class, () -> text(all));

            assertThat(e).hasMessage("it is not UTF-8: byte 11 belongs to no character; save it as UTF-8");
            assertThat(List.of(e.line(), e.column())).containsExactly(2, 4);
        }
    }

    @Test
    void whatIsWrittenIsReadAgainUpToEachLimit() {
        for (Object each : List.of(
                "x".repeat(JsonDocuments.MAX_BYTES - 100),
                BigInteger.TEN.pow(1_000).subtract(BigInteger.ONE),
                Map.of("k".repeat(50_001), 1),
                nested(JsonDocuments.MAX_DEPTH),
                java.util.Collections.nCopies(JsonDocuments.MAX_VALUES - 2, 7),
                List.of(
                        0.1,
                        -1e-300,
                        1e300,
                        Long.MIN_VALUE,
                        "\ud83d\udc0e \u0000 \\ \" \u2028",
                        List.of(),
                        Map.of()))) {
            Map<String, Object> tree = Map.of("value", each);

            assertThat(JsonDocuments.read(JsonDocuments.write(tree))).isEqualTo(tree);
        }
    }

    @Test
    void whatCouldNotBeReadIsNotWritten() {
        for (Object each : List.of(
                "x".repeat(JsonDocuments.MAX_BYTES),
                "ž".repeat(JsonDocuments.MAX_BYTES / 2),
                nested(JsonDocuments.MAX_DEPTH + 1),
                java.util.Collections.nCopies(JsonDocuments.MAX_VALUES, 7))) {
            Map<String, Object> tree = Map.of("value", each);

            assertThatThrownBy(() -> JsonDocuments.write(tree)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shortObjectsAndListsStandOnOneLine() {
        Map<String, Object> tree = new java.util.LinkedHashMap<>();
        tree.put("name", "x");
        tree.put("inputs", List.of(Map.of("from", "a.b")));
        tree.put("long", List.of("word ".repeat(12), "word ".repeat(12)));

        assertThat(JsonDocuments.write(tree)).isEqualTo("""
                {
                  "name": "x",
                  "inputs": [
                    {"from": "a.b"}
                  ],
                  "long": [
                    "%1$s",
                    "%1$s"
                  ]
                }
                """.formatted("word ".repeat(12)));
    }

    @Test
    void placesAreFoundByTheirPaths() {
        String text = "{\n \"a\": [1,\n  {\"b c\": 5, \"it's\": 6}, [7, 8]]}";

        assertThat(JsonDocuments.positions(
                        text, Set.of("$", "$.a", "$.a[1]", "$.a[1]['b c']", "$.a[1]['it\\'s']", "$.a[2][1]", "$.none")))
                .isEqualTo(Map.of(
                        "$", new Position(1, 1),
                        "$.a", new Position(2, 2),
                        "$.a[1]", new Position(3, 3),
                        "$.a[1]['b c']", new Position(3, 4),
                        "$.a[1]['it\\'s']", new Position(3, 14),
                        "$.a[2][1]", new Position(3, 30)));
    }

    @Test
    void aNameThatLooksLikeAPathIsOneStepOfIt() {
        assertThat(JsonPath.around("$.a[1]['b.c[0]\\'d'].e"))
                .containsExactly("$.a[1]['b.c[0]\\'d'].e", "$.a[1]['b.c[0]\\'d']", "$.a[1]", "$.a", "$");
    }

    private static Object nested(int depth) {
        Object value = List.of();
        for (int i = 0; i < depth - 2; i++) {
            value = List.of(value);
        }
        return value;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static Object text(byte[] bytes) throws IOException {
        return JsonDocuments.read(JsonDocuments.text(new ByteArrayInputStream(bytes)));
    }
}
