-- An invoice that is issued anew takes its quote with it.
CREATE INDEX ix_quotes_invoice ON quotes (invoice_id)
