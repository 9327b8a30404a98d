-- The last number given in a series of a financial year; locked by the transaction that issues, so that numbers
-- are consecutive whatever is rolled back.
CREATE TABLE series_counters (
  tenant_id BIGINT NOT NULL,
  series VARCHAR(8) NOT NULL,
  fiscal_year VARCHAR(4) NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, series, fiscal_year)
)
