CREATE INDEX ix_service_changes_service ON service_changes (service_id, updated_at)
