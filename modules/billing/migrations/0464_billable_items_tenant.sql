-- All of a tenant, newest first.
CREATE INDEX ix_billable_items_tenant ON billable_items (tenant_id, id)
