-- What was asked to be done to a machine or to one of its belongings, and what came of it. While it is under way it
-- holds the machine, the belonging or both.
CREATE TABLE compute_actions (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  service_id BIGINT NOT NULL,
  resource_id BIGINT,
  name VARCHAR(60) NOT NULL,
  verb VARCHAR(60) NOT NULL,
  params TEXT NOT NULL,
  state VARCHAR(20) NOT NULL,
  machine_held BIGINT,
  resource_held BIGINT,
  job_id BIGINT NOT NULL,
  error_code VARCHAR(120) NOT NULL,
  error_message VARCHAR(600) NOT NULL,
  requested_at BIGINT NOT NULL,
  finished_at BIGINT
)
