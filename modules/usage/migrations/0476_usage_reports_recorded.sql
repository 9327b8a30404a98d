CREATE INDEX ix_usage_reports_recorded ON usage_reports (tenant_id, recorded_at)
