package dev.pawl.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * JSON documents that people and programs write, as trees of maps, lists, texts, numbers, booleans and null. Strict: UTF-8 without a byte
 * order mark, no comments, no doubled names, nothing after the end, and limits that are checked while reading. No class is ever named by
 * what is read. Stateless.
 */
public final class JsonDocuments {
    /** No document is larger, in bytes of UTF-8. */
    public static final int MAX_BYTES = 4_000_000;

    /** No document has more objects, lists, texts, numbers, booleans and nulls together. */
    public static final int MAX_VALUES = 200_000;

    /** No document is nested deeper. */
    public static final int MAX_DEPTH = 500;

    /** No number is written longer. */
    static final int NUMBER_LENGTH = 1_100;

    static final String TOO_LARGE = "it has more than " + MAX_BYTES + " bytes: split it, or keep large texts elsewhere";

    /** Names are not kept from one document to the next: a document could fill that table. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 2)
                    .maxNumberLength(NUMBER_LENGTH)
                    .maxStringLength(MAX_BYTES)
                    .maxNameLength(MAX_BYTES)
                    .build())
            .build();

    private JsonDocuments() {}

    /** Where something stands in a text: line and character, from 1. */
    public record Position(int line, int column) {}

    /**
     * The text of a document, of which no more is read than a document may have.
     *
     * @throws JsonSyntaxException when it is too large or not UTF-8
     */
    public static String text(InputStream source) throws IOException {
        byte[] bytes = source.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new JsonSyntaxException(0, 0, TOO_LARGE);
        }
        if (bytes.length > 1 && (isMark(bytes, 0xFE, 0xFF) || isMark(bytes, 0xFF, 0xFE))
                || bytes.length > 3 && (bytes[0] == 0 || bytes[1] == 0)) {
            throw new JsonSyntaxException(1, 1, "it is not UTF-8 but UTF-16 or UTF-32: save it as UTF-8");
        }
        return decode(bytes);
    }

    /**
     * Reads a document.
     *
     * @throws JsonSyntaxException when it is no JSON, or beyond a limit
     */
    public static Object read(String text) {
        if (isTooLarge(text)) {
            throw new JsonSyntaxException(0, 0, TOO_LARGE);
        }
        if (text.startsWith("\ufeff")) {
            throw new JsonSyntaxException(1, 1, "it begins with a byte order mark: save it as UTF-8 without one");
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new TreeReader(parser).document();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
    }

    /**
     * Writes a document, readable for people, names in the order of the maps.
     *
     * @throws IllegalArgumentException when it would be beyond a limit, so that it could not be read again
     */
    public static String write(Map<String, Object> tree) {
        String text = new TreeWriter().document(tree);
        if (isTooLarge(text)) {
            throw new IllegalArgumentException(TOO_LARGE);
        }
        return text;
    }

    /** Where these paths, such as {@code $.steps[2].with.to}, stand in a text that has been read; those not found are left out. */
    public static Map<String, Position> positions(String text, Set<String> paths) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new PositionFinder(parser, paths).find();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static boolean isMark(byte[] bytes, int first, int second) {
        return bytes[0] == (byte) first && bytes[1] == (byte) second;
    }

    private static String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer to = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(from, to, true);
        String text = to.flip().toString();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            throw new JsonSyntaxException(
                    line,
                    text.length() - text.lastIndexOf('\n'),
                    "it is not UTF-8: byte " + (from.position() + 1) + " belongs to no character; save it as UTF-8");
        }
        return text;
    }

    /** Counted only where it is in doubt. */
    private static boolean isTooLarge(String text) {
        return text.length() > MAX_BYTES
                || text.length() > MAX_BYTES / 3 && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }
}
