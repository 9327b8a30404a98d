CREATE UNIQUE INDEX ux_usage_meters_product ON usage_meters (product_id, name, valid_from)
