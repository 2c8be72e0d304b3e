package dev.pawl.process;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the JDK knows on any system: no sessions, no variables. Thread-safe. */
final class JdkProcesses implements ProcessTable {
    @Override
    public List<Entry> all() {
        return ProcessHandle.allProcesses().map(JdkProcesses::entry).toList();
    }

    @Override
    public Optional<Entry> find(long pid) {
        return ProcessHandle.of(pid).map(JdkProcesses::entry);
    }

    @Override
    public boolean hasVariable(long pid, String nameAndValue) {
        return false;
    }

    @Override
    public String era() {
        return "";
    }

    private static Entry entry(ProcessHandle process) {
        return new Entry(
                process.pid(),
                process.parent().map(ProcessHandle::pid).orElse(0L),
                0,
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L),
                !process.isAlive());
    }
}
