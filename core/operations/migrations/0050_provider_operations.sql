-- Every effect that was asked of a provider. A row is committed as `sent` before the first byte leaves; what is
-- still sent after a crash may have happened, and is looked up before anything is asked again. The reply is
-- sealed: it may hold credentials.
CREATE TABLE provider_operations (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  instance VARCHAR(60) NOT NULL,
  operation VARCHAR(80) NOT NULL,
  idempotency_key VARCHAR(120) NOT NULL,
  subject VARCHAR(60) NOT NULL,
  request TEXT NOT NULL,
  request_hash VARCHAR(64) NOT NULL,
  state VARCHAR(20) NOT NULL,
  reply MEDIUMBLOB,
  error_code VARCHAR(120) NOT NULL,
  error_message VARCHAR(600) NOT NULL,
  attempts INTEGER NOT NULL,
  located INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
