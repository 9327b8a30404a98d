-- modules/ordering/migrations/0249_order_domains_order.sql
CREATE INDEX ix_order_domains_order ON order_domains (order_id, id)
