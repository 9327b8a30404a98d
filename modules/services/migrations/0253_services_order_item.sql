-- Each paid item is one service.
CREATE UNIQUE INDEX ux_services_order_item ON services (order_item_id)
