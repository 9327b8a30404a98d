-- All that a tenant's buyers withheld, newest first.
CREATE INDEX ix_tds_deductions_tenant ON tds_deductions (tenant_id, id)
