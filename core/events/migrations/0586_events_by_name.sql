-- What a hook is tried on: what happened last of one name.
CREATE INDEX ix_events_name ON events (tenant_id, name, id)
