CREATE INDEX ix_disputes_tenant ON disputes (tenant_id, id)
