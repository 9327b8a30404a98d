CREATE INDEX ix_incidents_starts ON incidents (tenant_id, starts_at)
