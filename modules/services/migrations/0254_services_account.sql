CREATE INDEX ix_services_account ON services (tenant_id, account_id, id)
