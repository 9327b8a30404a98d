CREATE INDEX ix_payment_invoices_invoice ON payment_invoices (invoice_id)
