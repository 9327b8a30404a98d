CREATE INDEX ix_payments_account ON payments (tenant_id, account_id, id)
