-- The options and add-ons that were sold, at the prices of the order (JSON).
ALTER TABLE order_items ADD COLUMN extras TEXT
