-- The tax invoices that proforma invoices became: their numbers in the series that the law wants without a gap.
CREATE TABLE tax_invoices (
  invoice_id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  series VARCHAR(8) NOT NULL,
  fiscal_year VARCHAR(4) NOT NULL,
  number BIGINT NOT NULL,
  number_text VARCHAR(16) NOT NULL,
  issue_date DATE NOT NULL,
  issued_at BIGINT NOT NULL
)
