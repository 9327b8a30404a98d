-- An alias stands for the number at sign-in.
CREATE UNIQUE INDEX ux_accounts_alias ON accounts (tenant_id, alias)
