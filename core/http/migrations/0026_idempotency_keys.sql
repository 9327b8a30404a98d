-- The first answer to a request that carried an Idempotency-Key, written in the transaction of its effect.
-- `answer` is sealed, since it may hold what is shown only once.
CREATE TABLE idempotency_keys (
  id BIGINT NOT NULL PRIMARY KEY,
  owner VARCHAR(60) NOT NULL,
  route VARCHAR(190) NOT NULL,
  idempotency_key VARCHAR(255) NOT NULL,
  request_hash VARCHAR(64) NOT NULL,
  status INTEGER,
  answer MEDIUMBLOB,
  created_at BIGINT NOT NULL
)
