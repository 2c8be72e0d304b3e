package dev.pawl.process;

import java.io.File;
import java.util.List;
import java.util.Optional;

/** The processes of this machine. Thread-safe. */
interface ProcessTable {
    /**
     * A process that runs.
     *
     * @param session the process that began its session; 0 when that is not known
     * @param start when it began, in a unit of the table's own
     * @param hasEnded whether only its entry is left
     */
    record Entry(long pid, long parent, long session, long start, boolean hasEnded) {}

    /** All that can be seen. */
    List<Entry> all();

    Optional<Entry> find(long pid);

    /** Whether a process was started with this variable, as far as that can be seen. */
    boolean hasVariable(long pid, String nameAndValue);

    /** A text that is another one when the numbers of processes mean something else: after a boot, or in another container. */
    String era();

    static ProcessTable ofThisMachine() {
        return new File(LinuxProcesses.FOLDER, "self/stat").canRead() ? new LinuxProcesses() : new JdkProcesses();
    }
}
