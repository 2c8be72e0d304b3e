package dev.pawl.sqlite;

import dev.pawl.sqlite.EndedTable.Ended;
import dev.pawl.sqlite.EndedTable.Member;
import dev.pawl.sqlite.EndedTable.Place;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes runs that have ended, those that ended first, until the limits are kept or it has taken long enough: others wait for the writer.
 *
 * <p>Runs that go on with one another stay and go together: a report of the last one is made of all of them. So a chain ends with
 * its last run, and is kept while one of it has not ended. The run that was submitted last and the one that was written last always
 * stay, because the next number and the next position follow theirs, and none may come twice.
 *
 * <p>A run goes whole: its row at once, and with it as many rows of its log as there is time for. The rest is left to the next slice, and
 * shown to nobody meanwhile. Confined to the writer, for one slice.
 */
final class Pruning {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(4);
    private static final int RUNS_AT_A_TIME = 50;
    private static final int ROWS_AT_A_TIME = 100;

    private final PruneSlice slice;
    private final Ledger ledger;
    private final Tables tables;
    private final long until = System.nanoTime() + LONGEST;
    private final Set<String> fingerprints = new TreeSet<>();
    private Place place;
    private long newest;
    private long lastWritten;
    private long runs;
    private long events;

    Pruning(PruneSlice slice, Ledger ledger) {
        this.slice = slice;
        this.ledger = ledger;
        tables = ledger.tables();
        place = slice.from();
    }

    private boolean hasTime() {
        return System.nanoTime() - until < 0;
    }

    PruneSlice.Done run() throws SQLException {
        newest = tables.runs().newest();
        lastWritten = tables.ended().lastWritten();
        boolean isLast = finishRests() && walk();
        return new PruneSlice.Done(place, isLast, new Pruned(runs, events, 0), fingerprints);
    }

    /** Whether it came to the end of what there is to do. */
    private boolean walk() throws SQLException {
        while (hasTime()) {
            List<Ended> page = tables.ended().after(place, RUNS_AT_A_TIME);
            for (Ended run : page) {
                if (run.place().updated() > slice.youngest() || !isTooMuch(run)) {
                    return true;
                }
                if (!hasTime()) {
                    return false;
                }
                place = run.place();
                prune(run);
            }
            if (page.size() < RUNS_AT_A_TIME) {
                return true;
            }
        }
        return false;
    }

    private boolean isTooMuch(Ended first) throws SQLException {
        Retention retention = slice.retention();
        return first.place().updated() < slice.oldest()
                || retention.maxRuns().isPresent()
                        && ledger.ended() > retention.maxRuns().getAsLong()
                || retention.maxBytes().isPresent()
                        && tables.ended().usedBytes() > retention.maxBytes().getAsLong();
    }

    private void prune(Ended run) throws SQLException {
        List<Member> chain = tables.ended().chain(run.origin());
        for (Member member : chain) {
            long number = member.place().number();
            if (!member.hasEnded()
                    || member.place().compareTo(run.place()) > 0
                    || number == newest
                    || number == lastWritten) {
                return;
            }
        }
        for (RunRow each : sound(chain)) {
            drop(each);
        }
    }

    /** All of them; none where one is damaged: nobody knows what it was counted as. */
    private List<RunRow> sound(List<Member> chain) throws SQLException {
        List<RunRow> rows = new ArrayList<>();
        for (Member member : chain) {
            try {
                rows.add(tables.runs().find(member.place().number()).orElseThrow());
            } catch (StoreException e) {
                LOG.warn("Run {} cannot be pruned", member.place().number(), e);
                return List.of();
            }
        }
        return rows;
    }

    private void drop(RunRow run) throws SQLException {
        ledger.drop(run);
        runs++;
        fingerprints.add(run.spec().fingerprint());
        if (!deleteLog(run.number())) {
            tables.dropped().add(run.number());
        }
    }

    /** Deletes what earlier slices have left; whether nothing is left. */
    private boolean finishRests() throws SQLException {
        OptionalLong rest = tables.dropped().first();
        while (rest.isPresent()) {
            if (!deleteLog(rest.getAsLong())) {
                return false;
            }
            tables.dropped().remove(rest.getAsLong());
            rest = tables.dropped().first();
        }
        return true;
    }

    /** As much as there is time for, from its end; whether that was all. */
    private boolean deleteLog(long run) throws SQLException {
        do {
            int deleted = tables.log().deleteLast(run, ROWS_AT_A_TIME);
            events += deleted;
            if (deleted < ROWS_AT_A_TIME) {
                return true;
            }
        } while (hasTime());
        return false;
    }
}
