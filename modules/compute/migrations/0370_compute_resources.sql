-- What belongs to clients in the reseller's cloud accounts beside machines. Only what stands here is a client's: a
-- cloud account is shared by many. `service_id` is the machine that it was made for, and ends with.
CREATE TABLE compute_resources (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  server_id BIGINT NOT NULL,
  service_id BIGINT NOT NULL,
  plugin VARCHAR(60) NOT NULL,
  kind VARCHAR(20) NOT NULL,
  external_id VARCHAR(200),
  live_key VARCHAR(260),
  name VARCHAR(120) NOT NULL,
  state VARCHAR(20) NOT NULL,
  gigabytes INTEGER NOT NULL,
  facts TEXT NOT NULL,
  last_error VARCHAR(600) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  ended_at BIGINT
)
