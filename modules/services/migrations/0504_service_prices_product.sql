CREATE INDEX ix_service_prices_product ON service_prices (product_id, open_of)
