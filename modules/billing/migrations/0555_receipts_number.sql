-- Its number is one of its year and series, as an invoice's is.
CREATE UNIQUE INDEX ux_receipts_number ON receipts (tenant_id, series, fiscal_year, number)
