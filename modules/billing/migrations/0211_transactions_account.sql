CREATE INDEX ix_transactions_account ON transactions (tenant_id, account_id, id)
