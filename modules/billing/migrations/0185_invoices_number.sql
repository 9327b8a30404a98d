-- The law wants no duplicate within a series and a financial year (rule 46 of the CGST Rules); the database
-- must refuse one.
CREATE UNIQUE INDEX ux_invoices_number ON invoices (tenant_id, series, fiscal_year, number)
