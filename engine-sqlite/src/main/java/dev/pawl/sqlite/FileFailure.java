package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Tells what an error of the file system means for us. Immutable. */
final class FileFailure {
    private FileFailure() {}

    static StoreException of(IOException error, String doing) {
        Reason reason = reason(error);
        String advice = reason == Reason.FULL ? "no room on the disk; make some: " : "";
        return new StoreException(reason, "Cannot " + doing + ": " + advice + error, error);
    }

    /** The system says it in words only. */
    private static Reason reason(IOException error) {
        String said = error instanceof FileSystemException e ? e.getReason() : error.getMessage();
        if (said != null && (said.contains("No space left") || said.contains("quota exceeded"))) {
            return Reason.FULL;
        }
        boolean isReadOnly = error instanceof AccessDeniedException || said != null && said.contains("Read-only");
        return isReadOnly ? Reason.READ_ONLY : Reason.FAILED;
    }
}
