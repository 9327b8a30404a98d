-- The durable queue. `fence` grows with every claim, so a worker that lost its lease cannot write; `unique_key`
-- keeps a business key to one job. States: 1 queued, 2 running, 3 succeeded, 4 failed for good, 5 parked for a
-- person, 6 discarded by one.
CREATE TABLE jobs (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  kind VARCHAR(80) NOT NULL,
  lane VARCHAR(80) NOT NULL,
  state SMALLINT NOT NULL,
  priority SMALLINT NOT NULL,
  run_at BIGINT NOT NULL,
  payload TEXT NOT NULL,
  unique_key VARCHAR(190),
  keep_key SMALLINT NOT NULL,
  attempts INTEGER NOT NULL,
  crashes INTEGER NOT NULL,
  node INTEGER,
  fence BIGINT NOT NULL,
  progress SMALLINT NOT NULL,
  last_error TEXT,
  result TEXT,
  created_at BIGINT NOT NULL,
  finished_at BIGINT
)
