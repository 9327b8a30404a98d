-- Work and goods to be invoiced later: with the client's next renewal, or from a day on.
CREATE TABLE billable_items (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  status VARCHAR(12) NOT NULL,
  description VARCHAR(300) NOT NULL,
  quantity VARCHAR(24) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  unit_price BIGINT NOT NULL,
  tax_class VARCHAR(10) NOT NULL,
  invoice_from DATE,
  invoice_id BIGINT,
  created_at BIGINT NOT NULL
)
