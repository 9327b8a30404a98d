CREATE UNIQUE INDEX ux_carts_token ON carts (token_hash)
