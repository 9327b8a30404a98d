CREATE UNIQUE INDEX ux_orders_invoice ON orders (invoice_id)
