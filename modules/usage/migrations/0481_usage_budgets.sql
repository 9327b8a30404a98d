CREATE TABLE usage_budgets (
  account_id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  currency VARCHAR(3) NOT NULL,
  amount BIGINT NOT NULL,
  stop SMALLINT NOT NULL
)
