CREATE UNIQUE INDEX ux_credit_notes_number ON credit_notes (tenant_id, series, fiscal_year, number)
