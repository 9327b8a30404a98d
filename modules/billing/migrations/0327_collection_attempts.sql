-- Every try to collect an invoice, counted: the database refuses a second one of the same number.
CREATE TABLE collection_attempts (
  invoice_id BIGINT NOT NULL,
  number INTEGER NOT NULL,
  payment_id BIGINT NOT NULL,
  method_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (invoice_id, number)
)
