CREATE INDEX ix_webhook_deliveries_tenant ON webhook_deliveries (tenant_id, created_at)
