-- A client's activity page, newest first.
CREATE INDEX ix_audit_entries_account ON audit_entries (tenant_id, account_id, id)
