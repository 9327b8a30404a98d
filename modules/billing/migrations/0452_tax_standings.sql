-- What tax has to know of a client beyond its address: a special economic zone, a VAT number and what its register said.
CREATE TABLE tax_standings (
  account_id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  sez SMALLINT NOT NULL,
  tax_id VARCHAR(20),
  standing VARCHAR(12) NOT NULL,
  answer TEXT,
  checked_at BIGINT,
  updated_at BIGINT NOT NULL
)
