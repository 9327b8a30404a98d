CREATE INDEX ix_departments_tenant ON departments (tenant_id, position)
