-- What staff offered a client at fixed prices until a day.
CREATE TABLE quotes (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  status VARCHAR(12) NOT NULL,
  title VARCHAR(160) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  valid_until DATE NOT NULL,
  document TEXT NOT NULL,
  notes TEXT NOT NULL,
  invoice_id BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
