package dev.pawl.examples.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.sqlite.SQLiteConfig;

/** Limits of the durable scenario: rows written to SQLite with synchronous=FULL by prepared statements, and nothing around them. */
final class DurableLimits {
    private DurableLimits() {}

    /** What is written for a step, and for the run around its steps. */
    interface Rows {
        void create(Statement db) throws SQLException;

        void prepare(Connection db) throws SQLException;

        /** The writes that belong to a run and step; step -1 stands for its beginning. */
        void write(long run, int step, String result) throws SQLException;

        /** Whether the beginning of a run is a commit of its own. */
        boolean hasBeginning();
    }

    /** One row for each step: nobody can record a step with less. */
    static final class OneRow implements Rows {
        private PreparedStatement insert;

        @Override
        public void create(Statement db) throws SQLException {
            db.execute(
                    "CREATE TABLE step(run INTEGER, step INTEGER, result TEXT, PRIMARY KEY(run, step)) WITHOUT ROWID");
        }

        @Override
        public void prepare(Connection db) throws SQLException {
            insert = db.prepareStatement("INSERT INTO step VALUES(?,?,?)");
        }

        @Override
        public void write(long run, int step, String result) throws SQLException {
            insert.setLong(1, run);
            insert.setInt(2, step);
            insert.setString(3, result);
            insert.executeUpdate();
        }

        @Override
        public boolean hasBeginning() {
            return false;
        }
    }

    /** The rows and transactions that the engine writes: run row and first event; a log row for each step; two more and the run row. */
    static final class RawLog implements Rows {
        private final CRC32C crc = new CRC32C();
        private PreparedStatement run;
        private PreparedStatement log;
        private PreparedStatement end;
        private long position;

        @Override
        public void create(Statement db) throws SQLException {
            db.execute("CREATE TABLE run(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, status TEXT NOT NULL,"
                    + " updated INTEGER NOT NULL, crc INTEGER NOT NULL) STRICT");
            db.execute("CREATE TABLE log(position INTEGER PRIMARY KEY, run INTEGER NOT NULL, seq INTEGER NOT NULL,"
                    + " millis INTEGER NOT NULL, type TEXT NOT NULL, path TEXT NOT NULL, attempt INTEGER NOT NULL,"
                    + " event TEXT NOT NULL, delta BLOB NOT NULL, crc INTEGER NOT NULL, UNIQUE(run, seq)) STRICT");
        }

        @Override
        public void prepare(Connection db) throws SQLException {
            run = db.prepareStatement("INSERT INTO run VALUES(?,?,?,?,?)");
            log = db.prepareStatement("INSERT INTO log SELECT ?,?,?,?,?,?,?,?,?,? FROM run WHERE number=?");
            end = db.prepareStatement("UPDATE run SET status=?, updated=?, crc=? WHERE number=?");
        }

        @Override
        public boolean hasBeginning() {
            return true;
        }

        @Override
        public void write(long number, int step, String result) throws SQLException {
            long now = System.currentTimeMillis();
            if (step < 0) {
                run.setLong(1, number);
                run.setString(2, "run-" + number);
                run.setString(3, "RUNNING");
                run.setLong(4, now);
                run.setLong(5, number);
                run.executeUpdate();
                log(number, 1, now, "run-submitted", "", new byte[0]);
                return;
            }
            if (step == 0) {
                log(number, 2, now, "run-started", "", new byte[0]);
            }
            log(
                    number,
                    step + 3,
                    now,
                    "step-finished",
                    "step-" + step,
                    result.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (step == Contender.STEPS - 1) {
                log(number, step + 4, now, "run-ended", "", new byte[0]);
                end.setString(1, "COMPLETED");
                end.setLong(2, now);
                end.setLong(3, number);
                end.setLong(4, number);
                end.executeUpdate();
            }
        }

        private void log(long number, int seq, long now, String type, String path, byte[] delta) throws SQLException {
            crc.reset();
            crc.update(delta);
            log.setLong(1, ++position);
            log.setLong(2, number);
            log.setInt(3, seq);
            log.setLong(4, now);
            log.setString(5, type);
            log.setString(6, path);
            log.setInt(7, 1);
            log.setString(8, "{\"nanos\":12345,\"outcome\":\"DONE\"}");
            log.setBytes(9, delta);
            log.setLong(10, crc.getValue());
            log.setLong(11, number);
            log.executeUpdate();
        }
    }

    /** One commit for each step, on the thread of the run; runs at the same time take turns under a lock. */
    static class Alone implements Contender {
        final Rows rows;
        final AtomicLong numbers = new AtomicLong();
        int concurrency;
        Connection db;
        PreparedStatement begin;
        PreparedStatement commit;

        Alone(Rows rows) {
            this.rows = rows;
        }

        @Override
        public void open(Path folder, int newConcurrency) throws Exception {
            concurrency = newConcurrency;
            SQLiteConfig config = new SQLiteConfig();
            config.setGetGeneratedKeys(false);
            db = config.createConnection("jdbc:sqlite:" + folder.resolve("limit.db"));
            try (Statement s = db.createStatement()) {
                s.execute("PRAGMA journal_mode=WAL");
                s.execute("PRAGMA synchronous=FULL");
                rows.create(s);
            }
            rows.prepare(db);
            begin = db.prepareStatement("BEGIN IMMEDIATE");
            commit = db.prepareStatement("COMMIT");
        }

        @Override
        public void run(int runs) throws Exception {
            Work.onThreads(concurrency, runs, i -> {
                long run = numbers.incrementAndGet();
                for (int step = rows.hasBeginning() ? -1 : 0; step < STEPS; step++) {
                    record(run, step, Work.result(run, Math.max(step, 0)));
                }
            });
        }

        synchronized void record(long run, int step, String result) throws Exception {
            begin.execute();
            rows.write(run, step, result);
            commit.execute();
        }

        @Override
        public void close() throws SQLException {
            db.close();
        }
    }

    /** A writer thread that commits everything that waits as one transaction; a thread for each run. */
    static final class Together extends Alone {
        private record Request(long run, int step, String result, Thread waiter, AtomicBoolean done) {}

        private final LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
        private final Thread writer = new Thread(this::write, "limit-writer");

        Together(Rows rows) {
            super(rows);
        }

        @Override
        public void open(Path folder, int newConcurrency) throws Exception {
            super.open(folder, newConcurrency);
            writer.setDaemon(true);
            writer.start();
        }

        @Override
        void record(long run, int step, String result) {
            Request request = new Request(run, step, result, Thread.currentThread(), new AtomicBoolean());
            requests.add(request);
            while (!request.done.get()) {
                LockSupport.park(this);
            }
        }

        private void write() {
            List<Request> together = new ArrayList<>();
            try {
                while (true) {
                    together.add(requests.take());
                    requests.drainTo(together, 999);
                    begin.execute();
                    for (Request each : together) {
                        rows.write(each.run, each.step, each.result);
                    }
                    commit.execute();
                    for (Request each : together) {
                        each.done.set(true);
                        LockSupport.unpark(each.waiter);
                    }
                    together.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (SQLException e) {
                throw new IllegalStateException("the limit's writer failed", e);
            }
        }

        @Override
        public void close() throws SQLException {
            writer.interrupt();
            try {
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.close();
        }
    }
}
