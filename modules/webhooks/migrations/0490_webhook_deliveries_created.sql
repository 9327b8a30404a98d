-- Deliveries are forgotten by their age, whosever they are.
CREATE INDEX ix_webhook_deliveries_created ON webhook_deliveries (created_at)
