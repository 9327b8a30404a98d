-- What waits again when its invoice is taken back.
CREATE INDEX ix_billable_items_invoice ON billable_items (invoice_id)
