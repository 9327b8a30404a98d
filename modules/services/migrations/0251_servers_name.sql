CREATE UNIQUE INDEX ux_servers_name ON servers (tenant_id, name)
