CREATE UNIQUE INDEX ux_carts_account ON carts (tenant_id, account_id)
