-- A service comes from one item.
CREATE UNIQUE INDEX ux_order_items_service ON order_items (service_id)
