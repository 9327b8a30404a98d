CREATE INDEX ix_order_items_order ON order_items (order_id, id)
