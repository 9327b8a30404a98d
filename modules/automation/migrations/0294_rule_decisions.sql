-- What a run did, held back or failed at, row by row; written in the transaction of the act.
CREATE TABLE rule_decisions (
  id BIGINT NOT NULL PRIMARY KEY,
  run_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  subject VARCHAR(40) NOT NULL,
  action VARCHAR(64) NOT NULL,
  outcome VARCHAR(20) NOT NULL,
  detail VARCHAR(600) NOT NULL,
  result VARCHAR(40) NOT NULL,
  decided_at BIGINT NOT NULL
)
