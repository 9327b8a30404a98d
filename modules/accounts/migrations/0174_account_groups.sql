CREATE TABLE account_groups (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  name VARCHAR(80) NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (account_id, name)
)
