CREATE INDEX ix_orders_account ON orders (tenant_id, account_id, id)
