-- Which options and add-ons a product is offered with (JSON lists of their ids).
ALTER TABLE products ADD COLUMN extras TEXT
