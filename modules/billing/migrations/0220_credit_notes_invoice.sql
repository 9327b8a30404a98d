CREATE INDEX ix_credit_notes_invoice ON credit_notes (invoice_id)
