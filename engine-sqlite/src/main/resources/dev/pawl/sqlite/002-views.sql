-- For tools that look at a store: each hour as text in UTC and in milliseconds since 1970. What is not known is NULL.
-- Nothing here reads a delta, which is where values are.

-- Two halves, so that the partial indexes are used whatever is asked; those that are carried are few, also where all are asked for in order.
CREATE VIEW v_runs AS
SELECT
  number, id, pipeline, version, subject, queue, priority, status,
  nullif(reason, '') AS reason,
  nullif(run_key, '') AS run_key,
  nullif(concurrency_key, '') AS concurrency_key,
  origin,
  nullif(owner, '') AS owner,
  epoch AS claims,
  strftime('%Y-%m-%dT%H:%M:%fZ', created / 1000.0, 'unixepoch') AS created,
  created AS created_millis,
  strftime('%Y-%m-%dT%H:%M:%fZ', nullif(started, 0) / 1000.0, 'unixepoch') AS started,
  nullif(started, 0) AS started_millis,
  strftime('%Y-%m-%dT%H:%M:%fZ', nullif(max(due, 0), 0) / 1000.0, 'unixepoch') AS due,
  nullif(max(due, 0), 0) AS due_millis,
  strftime('%Y-%m-%dT%H:%M:%fZ', updated / 1000.0, 'unixepoch') AS updated,
  updated AS updated_millis,
  CASE WHEN status IN ('COMPLETED', 'FAILED', 'CANCELLED')
    THEN strftime('%Y-%m-%dT%H:%M:%fZ', updated / 1000.0, 'unixepoch') END AS ended,
  CASE WHEN status IN ('COMPLETED', 'FAILED', 'CANCELLED') THEN updated END AS ended_millis
FROM run WHERE status <> 'RUNNING'
UNION ALL
SELECT
  number, id, pipeline, version, subject, queue, priority, status,
  nullif(reason, '') AS reason,
  nullif(run_key, '') AS run_key,
  nullif(concurrency_key, '') AS concurrency_key,
  origin,
  nullif(owner, '') AS owner,
  epoch AS claims,
  strftime('%Y-%m-%dT%H:%M:%fZ', created / 1000.0, 'unixepoch') AS created,
  created AS created_millis,
  strftime('%Y-%m-%dT%H:%M:%fZ', nullif(started, 0) / 1000.0, 'unixepoch') AS started,
  nullif(started, 0) AS started_millis,
  strftime('%Y-%m-%dT%H:%M:%fZ', nullif(max(due, 0), 0) / 1000.0, 'unixepoch') AS due,
  nullif(max(due, 0), 0) AS due_millis,
  strftime('%Y-%m-%dT%H:%M:%fZ', updated / 1000.0, 'unixepoch') AS updated,
  updated AS updated_millis,
  CASE WHEN status IN ('COMPLETED', 'FAILED', 'CANCELLED')
    THEN strftime('%Y-%m-%dT%H:%M:%fZ', updated / 1000.0, 'unixepoch') END AS ended,
  CASE WHEN status IN ('COMPLETED', 'FAILED', 'CANCELLED') THEN updated END AS ended_millis
FROM run INDEXED BY run_carried WHERE status = 'RUNNING' AND owner <> '';

-- The attempts of steps that have ended, those that a person has resolved, and those of EXTERNAL_ONCE steps whose end is not known.
CREATE VIEW v_steps AS
SELECT
  run.id AS run,
  log.seq,
  log.path,
  nullif(log.attempt, 0) AS attempt,
  CASE log.type
    WHEN 'step-finished' THEN json_extract(log.event, '$.outcome')
    WHEN 'step-failed' THEN 'FAILED'
    WHEN 'step-started' THEN 'STARTED'
    ELSE 'RESOLVED_' || json_extract(log.event, '$.decision')
  END AS outcome,
  CASE WHEN log.type <> 'step-resolved' THEN strftime(
    '%Y-%m-%dT%H:%M:%fZ',
    (log.millis - coalesce(json_extract(log.event, '$.nanos'), 0) / 1000000) / 1000.0,
    'unixepoch') END AS started,
  CASE WHEN log.type <> 'step-resolved'
    THEN log.millis - coalesce(json_extract(log.event, '$.nanos'), 0) / 1000000 END AS started_millis,
  CASE WHEN log.type <> 'step-started'
    THEN strftime('%Y-%m-%dT%H:%M:%fZ', log.millis / 1000.0, 'unixepoch') END AS finished,
  CASE WHEN log.type <> 'step-started' THEN log.millis END AS finished_millis,
  CASE WHEN log.type IN ('step-finished', 'step-failed')
    THEN round(coalesce(json_extract(log.event, '$.nanos'), 0) / 1e6, 3) END AS duration_millis,
  CASE WHEN log.type = 'step-resolved'
    THEN json_extract(log.event, '$.actor') ELSE json_extract(log.event, '$.message') END AS message,
  json_extract(log.event, '$.error') AS error
FROM run JOIN log ON log.run = run.number
WHERE log.type IN ('step-finished', 'step-failed', 'step-resolved')
  OR log.type = 'step-started' AND NOT EXISTS (
    SELECT 1 FROM log AS later
    WHERE later.run = log.run AND later.seq > log.seq AND later.path = log.path
      AND later.type IN ('step-finished', 'step-failed', 'step-resolved'));

-- How many runs there are of each status is kept, not counted. The limit of a queue of which nobody has said anything is 3.
CREATE VIEW v_queue AS
SELECT
  known.name,
  coalesce(queue.run_limit, 3) AS run_limit,
  coalesce(queue.capacity, 0) AS capacity,
  coalesce(queue.paused, 0) AS paused,
  coalesce((SELECT runs FROM run_count WHERE queue = known.name AND status = 'QUEUED'), 0) AS queued,
  coalesce((SELECT runs FROM run_count WHERE queue = known.name AND status = 'RUNNING'), 0)
    + coalesce((SELECT runs FROM run_count WHERE queue = known.name AND status = 'CANCELLING'), 0) AS running,
  coalesce((SELECT runs FROM run_count WHERE queue = known.name AND status = 'WAITING'), 0) AS waiting,
  coalesce((SELECT runs FROM run_count WHERE queue = known.name AND status = 'PARKED'), 0) AS parked
FROM (SELECT name FROM queue UNION SELECT queue FROM run_count) AS known
LEFT JOIN queue ON queue.name = known.name;
