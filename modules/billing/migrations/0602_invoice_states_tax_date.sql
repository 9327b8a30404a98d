-- The day on which a proforma became a tax invoice.
ALTER TABLE invoice_states ADD COLUMN tax_date DATE
