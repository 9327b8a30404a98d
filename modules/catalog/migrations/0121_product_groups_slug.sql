-- A slug is an address: one shelf has it.
CREATE UNIQUE INDEX ux_product_groups_slug ON product_groups (tenant_id, slug)
