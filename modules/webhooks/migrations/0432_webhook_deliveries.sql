-- One event on its way to one webhook, and what came of it.
CREATE TABLE webhook_deliveries (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  webhook_id BIGINT NOT NULL,
  event_id BIGINT NOT NULL,
  event_name VARCHAR(80) NOT NULL,
  body MEDIUMTEXT NOT NULL,
  state VARCHAR(20) NOT NULL,
  attempts INTEGER NOT NULL,
  status INTEGER NOT NULL,
  answer VARCHAR(500) NOT NULL,
  took_ms INTEGER NOT NULL,
  replay_of BIGINT,
  created_at BIGINT NOT NULL,
  tried_at BIGINT
)
