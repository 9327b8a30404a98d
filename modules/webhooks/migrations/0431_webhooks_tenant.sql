CREATE INDEX ix_webhooks_tenant ON webhooks (tenant_id, account_id)
