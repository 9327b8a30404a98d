-- What users of an account may do: one statement each, as the account's owner wrote it. Shipped ones are in no table.
CREATE TABLE account_policies (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  name VARCHAR(80) NOT NULL,
  description VARCHAR(500) NOT NULL,
  effect VARCHAR(10) NOT NULL,
  actions TEXT NOT NULL,
  resources TEXT NOT NULL,
  conditions TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (account_id, name)
)
