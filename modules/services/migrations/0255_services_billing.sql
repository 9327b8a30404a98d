-- What the renewal rule asks.
CREATE INDEX ix_services_billing ON services (tenant_id, status, billed_until)
