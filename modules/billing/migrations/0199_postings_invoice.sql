-- What was posted on an invoice.
CREATE INDEX ix_postings_invoice ON postings (invoice_id)
