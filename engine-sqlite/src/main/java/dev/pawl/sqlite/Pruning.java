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
    private static final long BYTES_AT_A_TIME = 512 << 10;

    private final PrunePlan plan;
    private final Ledger ledger;
    private final Tables tables;
    private final long until = System.nanoTime() + LONGEST;
    private final Set<String> fingerprints = new TreeSet<>();
    private Place place;
    private long newest;
    private long lastWritten;
    private long runs;
    private long events;
    private boolean leavesRest;

    Pruning(PruneSlice slice, Ledger ledger) {
        plan = slice.plan();
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
        boolean isLast = finishRests() && walk() && !leavesRest;
        return new PruneSlice.Done(place, isLast, new Pruned(runs, events, 0), fingerprints);
    }

    /** Whether it came to the end of what there is to do. */
    private boolean walk() throws SQLException {
        while (hasTime()) {
            List<Ended> page = tables.ended().after(place, RUNS_AT_A_TIME);
            for (Ended run : page) {
                if (run.place().updated() > plan.youngest() || !isTooMuch(run)) {
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
        Retention retention = plan.retention();
        return first.place().updated() < plan.oldest()
                || retention.maxRuns().isPresent()
                        && ledger.ended() - plan.ahead() > retention.maxRuns().getAsLong()
                || retention.maxBytes().isPresent()
                        && tables.ended().usedBytes() > retention.maxBytes().getAsLong();
    }

    private void prune(Ended run) throws SQLException {
        if (plan.memory().isKept(run.origin(), run.place())) {
            return;
        }
        List<RunRow> chain = List.of();
        Place until = Place.LAST;
        try {
            List<Member> members = tables.ended().chain(run.origin());
            until = until(members);
            if (until.compareTo(run.place()) <= 0) {
                chain = sound(members);
            }
        } catch (StoreException e) {
            LOG.warn("The chain of the run {} is kept", run.origin(), e);
            until = Place.LAST;
        }
        if (chain.isEmpty()) {
            plan.memory().keep(run.origin(), until);
        }
        drop(chain);
    }

    /** The last end of a chain that can go; else a place that never comes. */
    private Place until(List<Member> chain) {
        Place last = Place.FIRST;
        for (Member member : chain) {
            long number = member.place().number();
            if (!member.hasEnded() || number == newest || number == lastWritten) {
                return Place.LAST;
            }
            last = last.compareTo(member.place()) < 0 ? member.place() : last;
        }
        return last;
    }

    /** All of them; refuses when one is damaged: nobody knows what it was counted as. */
    private List<RunRow> sound(List<Member> chain) throws SQLException {
        List<RunRow> rows = new ArrayList<>();
        for (Member member : chain) {
            rows.add(tables.runs().find(member.place().number()).orElseThrow());
        }
        return rows;
    }

    /** All rows of a chain at once, so that nobody sees a part of it; its logs as far as there is time. */
    private void drop(List<RunRow> chain) throws SQLException {
        for (RunRow run : chain) {
            ledger.drop(run);
            fingerprints.add(run.spec().fingerprint());
            boolean isGone = (runs == 0 || hasTime()) && deleteLog(run.number());
            if (!isGone) {
                tables.dropped().add(run.number());
                leavesRest = true;
            }
            runs++;
        }
    }

    /** Deletes what earlier slices have left; whether nothing is left. */
    private boolean finishRests() throws SQLException {
        OptionalLong rest = tables.dropped().first(this::passOver);
        while (rest.isPresent()) {
            if (!deleteLog(rest.getAsLong())) {
                return false;
            }
            tables.dropped().remove(rest.getAsLong());
            rest = tables.dropped().first(this::passOver);
        }
        return true;
    }

    private void passOver(long run) {
        if (plan.memory().isNews(run)) {
            LOG.warn("The row {} of the table dropped is damaged; what it stands for is kept", run);
        }
    }

    /** As much as there is time for, from its end; whether that was all. */
    private boolean deleteLog(long run) throws SQLException {
        do {
            int count = tables.log().countLast(run, ROWS_AT_A_TIME, BYTES_AT_A_TIME);
            int deleted = count == 0 ? 0 : tables.log().deleteLast(run, count);
            events += deleted;
            if (deleted == 0) {
                return true;
            }
        } while (hasTime());
        return false;
    }
}
