-- The product that the service had before the change, once it is made.
ALTER TABLE service_changes ADD COLUMN from_product_id BIGINT
