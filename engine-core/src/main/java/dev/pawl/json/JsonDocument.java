package dev.pawl.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON for people and downloads: indented, and as long as it has to be. What it shows has been read back within the limits of {@link
 * JsonCodec} before, so it may be nested a little deeper. Stateless.
 */
public final class JsonDocument {
    private static final int DEPTH = JsonCodec.MAX_DEPTH + 20;
    private static final ObjectWriter WRITER = writer();

    private JsonDocument() {}

    private static ObjectWriter writer() {
        JsonMapper mapper = JsonMapper.builder().build();
        mapper.getFactory()
                .setStreamWriteConstraints(
                        StreamWriteConstraints.builder().maxNestingDepth(DEPTH).build());
        return mapper.writerWithDefaultPrettyPrinter();
    }

    /** The text of a tree of maps, lists, texts, numbers and booleans. */
    public static String of(Object tree) {
        try {
            return WRITER.writeValueAsString(tree).replace("\r\n", "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "a document cannot be written as JSON: " + e.getOriginalMessage()
                            + "; give it maps, lists, texts, numbers and booleans",
                    e);
        }
    }
}
