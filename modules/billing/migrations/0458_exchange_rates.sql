-- What one unit of a currency is worth in the tenant's own, from a day on.
CREATE TABLE exchange_rates (
  tenant_id BIGINT NOT NULL,
  currency VARCHAR(3) NOT NULL,
  valid_from DATE NOT NULL,
  rate VARCHAR(24) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, currency, valid_from)
)
