-- Services that an open invoice of several is for no more: a credit note took their lines back, and their terms are
-- free again. The others on it are still owed.
CREATE TABLE invoice_withdrawals (
  invoice_id BIGINT NOT NULL,
  service_id BIGINT NOT NULL,
  PRIMARY KEY (invoice_id, service_id)
)
