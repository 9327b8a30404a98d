-- The options and add-ons that were chosen, as they were chosen (JSON): prices are the catalogue's.
ALTER TABLE cart_items ADD COLUMN extras TEXT
