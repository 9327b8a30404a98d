-- What there is already is its first version.
INSERT INTO hook_versions (id, tenant_id, name, number, source, saved_by, saved_at)
SELECT id, tenant_id, name, 1, source, NULL, updated_at FROM hooks
