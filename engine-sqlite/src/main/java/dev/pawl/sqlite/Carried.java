package dev.pawl.sqlite;

import dev.pawl.store.RunRow;

/**
 * What the writer remembers of a run that somebody carries, so that it need not read it for each row. Confined to the writer.
 */
final class Carried {
    static final long UNKNOWN = -1;

    private RunRow row;
    private long lastSeq;

    Carried(RunRow row, long lastSeq) {
        this.row = row;
        this.lastSeq = lastSeq;
    }

    RunRow row() {
        return row;
    }

    void row(RunRow now) {
        row = now;
    }

    long lastSeq() {
        return lastSeq;
    }

    void lastSeq(long seq) {
        lastSeq = seq;
    }
}
