CREATE INDEX ix_dns_zones_account ON dns_zones (tenant_id, account_id, id)
