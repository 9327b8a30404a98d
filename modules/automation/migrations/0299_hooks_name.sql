CREATE UNIQUE INDEX ux_hooks_name ON hooks (tenant_id, name)
