-- What was withheld on an invoice.
CREATE INDEX ix_tds_deductions_invoice ON tds_deductions (invoice_id)
