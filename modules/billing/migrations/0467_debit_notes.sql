-- Which invoice a debit note adds to. The note itself is an invoice of its own kind and series.
CREATE TABLE debit_notes (
  invoice_id BIGINT NOT NULL PRIMARY KEY,
  original_id BIGINT NOT NULL,
  reason VARCHAR(300) NOT NULL
)
