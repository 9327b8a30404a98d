CREATE UNIQUE INDEX ux_usage_reports_key ON usage_reports (service_id, meter, report_key)
