-- modules/domains/migrations/0343_domains_expiry.sql
-- What the daily run over expiries asks.
CREATE INDEX ix_domains_expiry ON domains (tenant_id, status, expires_at)
