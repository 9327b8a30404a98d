-- Corrections of issued invoices (rule 53 of the CGST Rules), with a series of their own.
CREATE TABLE credit_notes (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  series VARCHAR(8) NOT NULL,
  fiscal_year VARCHAR(4) NOT NULL,
  number BIGINT NOT NULL,
  number_text VARCHAR(16) NOT NULL,
  issue_date DATE NOT NULL,
  reason VARCHAR(300) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  taxable BIGINT NOT NULL,
  taxes TEXT NOT NULL,
  total BIGINT NOT NULL,
  created_at BIGINT NOT NULL
)
