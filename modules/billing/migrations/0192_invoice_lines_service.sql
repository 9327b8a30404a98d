-- Which invoices are a service's own.
CREATE INDEX ix_invoice_lines_service ON invoice_lines (service_id)
