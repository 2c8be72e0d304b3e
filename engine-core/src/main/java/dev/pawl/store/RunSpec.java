package dev.pawl.store;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunInfo;

/**
 * What a run is from its first moment to its last. Immutable.
 *
 * @param id the public id
 * @param key the submitter's key, which stands for one run as long as that is kept; empty when there is none
 * @param inputDigest a digest of pipeline and inputs, by which a key that comes again is compared
 * @param fingerprint of the pipeline's shape
 * @param subject what it belongs to; empty when it stands alone
 * @param priority higher is earlier
 * @param concurrencyKey of the runs with one key, only one is carried at a time; empty for any number
 * @param origin the id of the first run of the chain that this one goes on with; its own id when it starts one
 * @param created when, in milliseconds since 1970
 */
public record RunSpec(
        String id,
        String key,
        String inputDigest,
        String pipeline,
        int version,
        String fingerprint,
        String subject,
        String queue,
        int priority,
        String concurrencyKey,
        String origin,
        long created) {
    public RunSpec {
        requireNonNull(id, "id");
        requireNonNull(key, "key");
        requireNonNull(inputDigest, "inputDigest");
        requireNonNull(pipeline, "pipeline");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(subject, "subject");
        requireNonNull(queue, "queue");
        requireNonNull(concurrencyKey, "concurrencyKey");
        requireNonNull(origin, "origin");
    }

    /** What its events say of it. */
    public RunInfo info() {
        return new RunInfo(id, pipeline, version, subject);
    }
}
