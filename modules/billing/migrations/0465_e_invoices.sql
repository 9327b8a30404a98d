-- What the e-invoice portal answered about a document: its reference and its signed code, printed on the document.
CREATE TABLE e_invoices (
  invoice_id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  irn VARCHAR(64) NOT NULL,
  ack_number VARCHAR(40) NOT NULL,
  ack_date VARCHAR(30) NOT NULL,
  signed_code TEXT NOT NULL,
  registered_at BIGINT NOT NULL
)
