package dev.pawl.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pawl.store.StateCodec;
import java.lang.reflect.Type;

/**
 * JSON by Jackson, strict both ways: no doubled names, nothing after the end, no class names in the data, and the same limits for
 * writing as for reading. Thread-safe.
 */
public final class JsonCodec implements StateCodec {
    /** No value's text is longer, in characters. */
    public static final int MAX_TEXT = 16 * 1024 * 1024;

    /** No value is nested deeper. */
    public static final int MAX_DEPTH = 100;

    /** One for all: it is immutable, and what it has learned about a type is dear. */
    private static final ObjectMapper MAPPER = mapper();

    /** A codec; any number of them costs nothing. */
    public JsonCodec() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT)
                        .build())
                .setStreamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
        return mapper;
    }

    @Override
    public String encode(Object value, Type type) {
        String text;
        try {
            text = MAPPER.writerFor(MAPPER.constructType(type)).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(reason(e), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("it contains itself, or is nested far too deep", e);
        }
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("its JSON text has " + text.length() + " characters, more than "
                    + MAX_TEXT + ": keep it in a file and store its name");
        }
        return text;
    }

    @Override
    public Object decode(String text, Type type) {
        try {
            return MAPPER.readValue(text, MAPPER.constructType(type));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(reason(e), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("it is nested far too deep", e);
        }
    }

    /** Jackson's sentence without the place in a source that nobody sees, and without the value, which may be a secret. */
    private static String reason(JsonProcessingException e) {
        if (e instanceof InvalidFormatException format) {
            return "a " + format.getTargetType().getTypeName() + " cannot be made of what is there";
        }
        return e.getOriginalMessage();
    }
}
