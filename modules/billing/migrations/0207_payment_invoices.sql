-- What an attempt is meant to pay.
CREATE TABLE payment_invoices (
  payment_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  PRIMARY KEY (payment_id, invoice_id)
)
