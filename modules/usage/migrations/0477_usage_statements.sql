-- A month of a meter that was settled, and each time that reports came later. `amount` is what this revision was
-- invoiced with, `total` what the month came to with it.
CREATE TABLE usage_statements (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  service_id BIGINT NOT NULL,
  meter VARCHAR(60) NOT NULL,
  month INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  quantity BIGINT NOT NULL,
  billable BIGINT NOT NULL,
  currency VARCHAR(3) NOT NULL,
  amount BIGINT NOT NULL,
  total BIGINT NOT NULL,
  invoice_id BIGINT,
  created_at BIGINT NOT NULL
)
