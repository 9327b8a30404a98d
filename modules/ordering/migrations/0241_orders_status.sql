-- What the rule for unpaid orders asks.
CREATE INDEX ix_orders_status ON orders (tenant_id, status, created_at)
