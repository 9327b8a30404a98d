CREATE UNIQUE INDEX ux_hook_versions_number ON hook_versions (tenant_id, name, number)
