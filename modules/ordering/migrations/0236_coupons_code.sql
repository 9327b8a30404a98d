CREATE UNIQUE INDEX ux_coupons_code ON coupons (tenant_id, code)
