package dev.pawl.event;

/**
 * A step has made something that people may want to have.
 *
 * @param bytes how large it is; -1 when it is not known
 * @param location where it is, in words that the host understands
 */
public record ArtifactAdded(
        RunInfo of,
        long seq,
        long position,
        long millis,
        String path,
        int attempt,
        String name,
        String mediaType,
        long bytes,
        String location)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " " + path + " made " + name + " (" + mediaType + (bytes < 0 ? "" : ", " + bytes + " bytes") + ")";
    }
}
