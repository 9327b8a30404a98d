-- Tenants' own code. events lists what it listens to, so that publishing asks no script.
CREATE TABLE hooks (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  name VARCHAR(50) NOT NULL,
  source MEDIUMTEXT NOT NULL,
  events TEXT NOT NULL,
  enabled SMALLINT NOT NULL,
  revision BIGINT NOT NULL,
  failures INTEGER NOT NULL,
  last_failure VARCHAR(2000),
  last_failed_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
