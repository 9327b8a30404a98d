-- A client's quotes, newest first.
CREATE INDEX ix_quotes_account ON quotes (tenant_id, account_id, id)
