-- What the suspension rule asks.
CREATE INDEX ix_services_paid ON services (tenant_id, status, paid_until)
