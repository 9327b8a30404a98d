-- Whom an event was delivered to: it goes with the account that it tells of.
CREATE INDEX ix_webhook_deliveries_event ON webhook_deliveries (event_id)
