-- modules/domains/migrations/0344_domains_synced.sql
-- Whose record is the oldest: they are looked up first.
CREATE INDEX ix_domains_synced ON domains (tenant_id, status, synced_at)
