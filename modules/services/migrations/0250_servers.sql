-- Machines and cloud accounts that services live on; they are the platform's. `secrets` holds the secret members of
-- the plugin's server_settings, sealed.
CREATE TABLE servers (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  name VARCHAR(120) NOT NULL,
  plugin VARCHAR(60) NOT NULL,
  server_group VARCHAR(60),
  settings TEXT NOT NULL,
  secrets BLOB,
  max_accounts INTEGER NOT NULL,
  accounts INTEGER NOT NULL,
  status VARCHAR(20) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK (accounts >= 0)
)
