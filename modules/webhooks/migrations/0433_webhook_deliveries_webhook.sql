CREATE INDEX ix_webhook_deliveries_webhook ON webhook_deliveries (webhook_id, created_at)
