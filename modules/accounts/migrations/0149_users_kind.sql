-- The list of staff.
CREATE INDEX ix_users_kind ON users (tenant_id, kind, id)
