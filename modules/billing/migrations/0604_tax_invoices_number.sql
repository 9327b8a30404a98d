-- As ux_invoices_number: no duplicate within a series and a financial year.
CREATE UNIQUE INDEX ux_tax_invoices_number ON tax_invoices (tenant_id, series, fiscal_year, number)
