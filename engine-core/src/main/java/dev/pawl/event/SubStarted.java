package dev.pawl.event;

/**
 * A sub-pipeline has begun.
 *
 * @param pipeline its name
 * @param version its version, which the run keeps to also when a newer one is registered
 * @param fingerprint of its shape, by which a change is noticed
 */
public record SubStarted(
        RunInfo of, long seq, long position, long millis, String path, String pipeline, int version, String fingerprint)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " " + path + " begins pipeline '" + pipeline + "' version " + version;
    }
}
