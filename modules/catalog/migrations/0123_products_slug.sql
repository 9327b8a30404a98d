-- As with groups; a deleted product keeps its slug, for its services still name it.
CREATE UNIQUE INDEX ux_products_slug ON products (tenant_id, slug)
