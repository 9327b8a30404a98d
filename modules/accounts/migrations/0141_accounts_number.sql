-- One account has a number, over all tenants, so that support can go by it alone.
CREATE UNIQUE INDEX ux_accounts_number ON accounts (number)
