-- The exchange rate of the day on which an invoice in a foreign currency was issued: its returns and books use it.
CREATE TABLE invoice_rates (
  invoice_id BIGINT NOT NULL PRIMARY KEY,
  base VARCHAR(3) NOT NULL,
  rate VARCHAR(24) NOT NULL
)
