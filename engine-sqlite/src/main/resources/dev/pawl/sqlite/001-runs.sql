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
  origin TEXT NOT NULL,
  created INTEGER NOT NULL,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  owner TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  due INTEGER NOT NULL,
  snapshot INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  crc INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX run_by_id ON run (id);
CREATE UNIQUE INDEX run_by_key ON run (run_key) WHERE run_key <> '';

-- A run that is RUNNING is found among those that are carried: so one that is carried at once and ends goes into this index once.
CREATE INDEX run_by_status ON run (status, number) WHERE status <> 'RUNNING';
CREATE INDEX run_by_subject ON run (subject, number) WHERE subject <> '';

-- What can be claimed: at once, in order; and at its hour. What is carried: few rows, so that they can be counted.
CREATE INDEX run_ready ON run (queue, priority DESC, number) WHERE status = 'QUEUED' AND due = 0;
CREATE INDEX run_due ON run (queue, due, priority, number) WHERE due > 0 AND status IN ('QUEUED', 'WAITING');
CREATE INDEX run_carried ON run (queue, owner) WHERE owner <> '';

-- How many runs have each status, kept in the transaction that changes it.
CREATE TABLE run_count (
  status TEXT PRIMARY KEY,
  runs INTEGER NOT NULL,
  crc INTEGER NOT NULL
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

CREATE TABLE definition (
  fingerprint TEXT PRIMARY KEY,
  pipeline TEXT NOT NULL,
  version INTEGER NOT NULL,
  shape TEXT NOT NULL,
  crc INTEGER NOT NULL
) STRICT;

CREATE TABLE queue (
  name TEXT PRIMARY KEY,
  run_limit INTEGER NOT NULL,
  crc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE owner (
  name TEXT PRIMARY KEY,
  crc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
