-- Rates by country, region and class, each from a day on.
CREATE TABLE tax_rules (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  country VARCHAR(2) NOT NULL,
  region VARCHAR(10) NOT NULL,
  tax_class VARCHAR(10) NOT NULL,
  name VARCHAR(30) NOT NULL,
  rate VARCHAR(20) NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE,
  created_at BIGINT NOT NULL
)
