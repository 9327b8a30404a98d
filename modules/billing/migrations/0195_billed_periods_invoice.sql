CREATE INDEX ix_billed_periods_invoice ON billed_periods (invoice_id)
