CREATE INDEX ix_credit_notes_account ON credit_notes (tenant_id, account_id, id)
