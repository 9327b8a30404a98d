-- modules/catalog/migrations/0130_tlds.sql
-- What a tenant sells domains under, and through which configured registrar. `highest_cost` is what
-- a registrar may take for a year of an ordinary name: what costs more is a premium name.
CREATE TABLE tlds (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  name VARCHAR(190) NOT NULL,
  registrar VARCHAR(60) NOT NULL,
  active SMALLINT NOT NULL,
  position INTEGER NOT NULL,
  min_years INTEGER NOT NULL,
  max_years INTEGER NOT NULL,
  grace_days INTEGER NOT NULL,
  redemption_days INTEGER NOT NULL,
  tax_class VARCHAR(20) NOT NULL,
  requirements TEXT NOT NULL,
  highest_cost BIGINT,
  highest_cost_currency VARCHAR(3),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
