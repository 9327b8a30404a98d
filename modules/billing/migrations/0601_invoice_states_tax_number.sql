-- The number of the tax invoice that a proforma became, beside its state: who locks one sees the other, too.
ALTER TABLE invoice_states ADD COLUMN tax_number VARCHAR(16)
