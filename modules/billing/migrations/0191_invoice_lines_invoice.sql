CREATE INDEX ix_invoice_lines_invoice ON invoice_lines (invoice_id)
