-- A client's invoices, newest first.
CREATE INDEX ix_invoices_account ON invoices (tenant_id, account_id, id)
