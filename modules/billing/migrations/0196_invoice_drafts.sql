-- Invoices that staff are still writing: they have no number and post nothing.
CREATE TABLE invoice_drafts (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  document TEXT NOT NULL,
  created_at BIGINT NOT NULL
)
