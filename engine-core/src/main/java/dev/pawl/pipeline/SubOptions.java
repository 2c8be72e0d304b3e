package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What is said of a pipeline inside another. Confined to the call that hands it out. */
public final class SubOptions {
    private final Map<String, Object> with = new LinkedHashMap<>();
    private OptionalInt version = OptionalInt.empty();

    SubOptions() {}

    /** A version other than the newest; only for a pipeline that is given by name. */
    public SubOptions version(int number) {
        version = OptionalInt.of(number);
        return this;
    }

    /** The value of one of its inputs: a tree of data, or a {@link Reference}. */
    public SubOptions with(String input, Object value) {
        with.put(requireNonNull(input, "input"), value instanceof Reference r ? r.shape() : value);
        return this;
    }

    SubPipelineNode node(String id, String pipeline) {
        return new SubPipelineNode(id, pipeline, version, with, java.util.Optional.empty());
    }

    SubPipelineNode node(String id, Pipeline pipeline) {
        if (version.isPresent() && version.getAsInt() != pipeline.version()) {
            throw new IllegalArgumentException(
                    "version " + version.getAsInt() + " is asked for, but the pipeline given is version "
                            + pipeline.version() + ": leave the version out");
        }
        return SubPipelineNode.of(id, pipeline, with);
    }
}
