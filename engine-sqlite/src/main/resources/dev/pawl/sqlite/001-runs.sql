-- Every row of ours carries a CRC32C over all its other columns: SQLite itself does not notice a flipped bit.

CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  run_key TEXT NOT NULL,
  input_digest TEXT NOT NULL,
  pipeline TEXT NOT NULL,
  version INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  subject TEXT NOT NULL,
  queue TEXT NOT NULL,
  priority INTEGER NOT NULL,
  concurrency_key TEXT NOT NULL,
  origin TEXT NOT NULL,
  created INTEGER NOT NULL,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  owner TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  due INTEGER NOT NULL,
  snapshot INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  started INTEGER NOT NULL,
  claimed INTEGER NOT NULL,
  strikes INTEGER NOT NULL,
  crc INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX run_by_id ON run (id);
CREATE UNIQUE INDEX run_by_key ON run (run_key) WHERE run_key <> '';

-- A run that is RUNNING is found among those that are carried: so one that is carried at once and ends goes into this index once.
CREATE INDEX run_by_status ON run (status, number) WHERE status <> 'RUNNING';
CREATE INDEX run_by_subject ON run (subject, number) WHERE subject <> '';

-- Most runs are the only one of their chain; that one is found by its id.
CREATE INDEX run_by_origin ON run (origin, number) WHERE origin <> id;

-- What can be claimed: at once, in order; and at its hour. What is carried: few rows, so that they can be counted.
-- The last columns answer from the index which runs are held up by a concurrency key, and how many are ahead of one.
CREATE INDEX run_ready ON run (queue, priority DESC, number, concurrency_key) WHERE status = 'QUEUED' AND due = 0;
CREATE INDEX run_urgent ON run (queue, priority DESC, number) WHERE status = 'QUEUED' AND due < 0;
CREATE INDEX run_due ON run (queue, due, priority, number, status, concurrency_key)
  WHERE due > 0 AND status IN ('QUEUED', 'WAITING');
CREATE INDEX run_carried ON run (queue, owner) WHERE owner <> '';

-- What may have been the end of processes that carried it: none, as a rule, so that looking is nothing.
CREATE INDEX run_suspect ON run (owner) WHERE strikes > 1 AND owner <> '';

-- Two runs with one key are never carried at the same time, whoever claims them.
CREATE UNIQUE INDEX run_carried_key ON run (concurrency_key) WHERE concurrency_key <> '' AND owner <> '';

-- In the order in which runs are deleted when they are not kept any longer.
CREATE INDEX run_ended ON run (updated, number) WHERE status IN ('COMPLETED', 'FAILED', 'CANCELLED');

-- How many runs of each queue have each status, kept in the transaction that changes it.
CREATE TABLE run_count (
  queue TEXT NOT NULL,
  status TEXT NOT NULL,
  runs INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  PRIMARY KEY (queue, status)
) STRICT, WITHOUT ROWID;

-- No foreign key to run: each insert selects from it already, to see that the epoch is still the owner's.
CREATE TABLE log (
  position INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  millis INTEGER NOT NULL,
  type TEXT NOT NULL,
  path TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  event TEXT NOT NULL,
  delta BLOB NOT NULL,
  crc INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX log_by_run ON log (run, seq);

-- Runs that are not in their table any more, of whose logs there is a rest to be deleted: a log may be long.
CREATE TABLE dropped (
  run INTEGER PRIMARY KEY,
  crc INTEGER NOT NULL
) STRICT;

-- AUTOINCREMENT: the number of a mail that was taken never comes again.
CREATE TABLE mail (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  run INTEGER NOT NULL REFERENCES run (number),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  actor TEXT NOT NULL,
  body BLOB NOT NULL,
  millis INTEGER NOT NULL,
  urgent INTEGER NOT NULL,
  crc INTEGER NOT NULL
) STRICT;

CREATE INDEX mail_by_run ON mail (run, number);

-- What runs wait for; a run that ends leaves nothing here.
CREATE TABLE wait (
  run INTEGER NOT NULL REFERENCES run (number),
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;

CREATE INDEX wait_by_kind ON wait (kind, run, path);
CREATE INDEX wait_by_name ON wait (kind, name, run, path) WHERE name <> '';

CREATE TABLE definition (
  fingerprint TEXT PRIMARY KEY,
  pipeline TEXT NOT NULL,
  version INTEGER NOT NULL,
  shape TEXT NOT NULL,
  named INTEGER NOT NULL,
  crc INTEGER NOT NULL
) STRICT;

CREATE TABLE queue (
  name TEXT PRIMARY KEY,
  run_limit INTEGER NOT NULL,
  capacity INTEGER NOT NULL,
  paused INTEGER NOT NULL,
  crc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who is alive: holds the place in the lock file, and counts its beats at least as often as its patience says.
CREATE TABLE owner (
  name TEXT PRIMARY KEY,
  place INTEGER NOT NULL,
  beat INTEGER NOT NULL,
  patience INTEGER NOT NULL,
  crc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
