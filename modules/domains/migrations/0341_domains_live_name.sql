-- modules/domains/migrations/0341_domains_live_name.sql
CREATE UNIQUE INDEX ux_domains_live_name ON domains (tenant_id, live_name)
