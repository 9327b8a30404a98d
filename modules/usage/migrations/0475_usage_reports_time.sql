CREATE INDEX ix_usage_reports_time ON usage_reports (service_id, meter, happened_at)
