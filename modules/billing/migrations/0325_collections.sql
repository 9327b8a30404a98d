-- Invoices that are collected from a saved method, and how far that is: waiting (until `next_at`), charging (by
-- `payment_id`), done, stopped (`reason` says why; the client must act).
CREATE TABLE collections (
  invoice_id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  state VARCHAR(20) NOT NULL,
  attempts INTEGER NOT NULL,
  next_at BIGINT NOT NULL,
  payment_id BIGINT,
  reason VARCHAR(80) NOT NULL,
  updated_at BIGINT NOT NULL
)
