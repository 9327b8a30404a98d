-- An account's list.
CREATE INDEX ix_api_keys_account ON api_keys (tenant_id, account_id, id)
