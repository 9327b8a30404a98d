CREATE TABLE account_roles (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  name VARCHAR(80) NOT NULL,
  description VARCHAR(500) NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (account_id, name)
)
