-- How many wait to be delivered.
CREATE INDEX ix_webhook_deliveries_state ON webhook_deliveries (webhook_id, state)
