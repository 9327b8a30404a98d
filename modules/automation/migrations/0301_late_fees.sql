-- Which late fees were charged for an invoice: one for each day, counted from when it was late.
CREATE TABLE late_fees (
  invoice_id BIGINT NOT NULL,
  fee_day SMALLINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  document_id BIGINT NOT NULL,
  charged_at BIGINT NOT NULL,
  PRIMARY KEY (invoice_id, fee_day)
)
