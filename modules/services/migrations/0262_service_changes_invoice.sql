CREATE INDEX ix_service_changes_invoice ON service_changes (invoice_id)
