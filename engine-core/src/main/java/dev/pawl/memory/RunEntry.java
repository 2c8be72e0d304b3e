package dev.pawl.memory;

import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A run with its rows and its mail. Used under the gate's lock only. Thread-safe. */
final class RunEntry {
    private final List<LogRow> rows = new ArrayList<>(); // the row with seq n stands at n - 1
    private final SortedMap<Long, Mail> mail = new TreeMap<>();
    private RunRow run;

    RunEntry(RunRow run) {
        this.run = run;
    }

    RunRow run() {
        return run;
    }

    long number() {
        return run.number();
    }

    RunSpec spec() {
        return run.spec();
    }

    RunState state() {
        return run.state();
    }

    void state(RunState state) {
        run = run.with(state);
    }

    List<LogRow> rows() {
        return rows;
    }

    /** By number, so oldest first. */
    SortedMap<Long, Mail> mail() {
        return mail;
    }
}
