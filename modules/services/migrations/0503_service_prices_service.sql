CREATE INDEX ix_service_prices_service ON service_prices (service_id, created_at)
