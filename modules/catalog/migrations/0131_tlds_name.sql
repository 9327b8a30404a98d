-- modules/catalog/migrations/0131_tlds_name.sql
CREATE UNIQUE INDEX ux_tlds_name ON tlds (tenant_id, name)
