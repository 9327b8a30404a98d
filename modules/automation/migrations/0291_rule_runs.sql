-- One row for each run of a rule. run_key keeps what fell due once to one run; position is the last
-- row whose page is done, where a run that was cut off goes on.
CREATE TABLE rule_runs (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  rule VARCHAR(64) NOT NULL,
  run_key VARCHAR(60) NOT NULL,
  cause VARCHAR(20) NOT NULL,
  business_day DATE NOT NULL,
  due_at BIGINT NOT NULL,
  state VARCHAR(20) NOT NULL,
  position BIGINT NOT NULL,
  looked_at BIGINT NOT NULL,
  skipped BIGINT NOT NULL,
  counts TEXT NOT NULL,
  failures BIGINT NOT NULL,
  error VARCHAR(600) NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT
)
