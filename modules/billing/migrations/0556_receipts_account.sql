CREATE INDEX ix_receipts_account ON receipts (tenant_id, account_id, id)
