-- All drafts of a tenant, newest first.
CREATE INDEX ix_invoice_drafts_tenant ON invoice_drafts (tenant_id, id)
