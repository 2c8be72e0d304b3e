package dev.pawl.event;

import static java.util.Objects.requireNonNull;

import java.util.function.LongFunction;

/** Which run an event is about. The id of a run that is not recorded is made when somebody asks for it. Thread-safe. */
public final class RunInfo {
    private final String pipeline;
    private final int version;
    private final String subject;
    private final long number;
    private final LongFunction<String> naming;
    private volatile String id;

    public RunInfo(String id, String pipeline, int version, String subject) {
        this(pipeline, version, subject, 0, n -> id);
        this.id = requireNonNull(id, "id");
    }

    public RunInfo(String pipeline, int version, String subject, long number, LongFunction<String> naming) {
        this.pipeline = requireNonNull(pipeline, "pipeline");
        this.version = version;
        this.subject = requireNonNull(subject, "subject");
        this.number = number;
        this.naming = requireNonNull(naming, "naming");
    }

    public String id() {
        String known = id;
        if (known == null) {
            known = naming.apply(number);
            id = known;
        }
        return known;
    }

    public String pipeline() {
        return pipeline;
    }

    public int version() {
        return version;
    }

    /** What the run belongs to, such as {@code conversation:7}; empty when it stands alone. */
    public String subject() {
        return subject;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunInfo o && id().equals(o.id()) && pipeline.equals(o.pipeline);
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    @Override
    public String toString() {
        return pipeline + " " + id();
    }
}
