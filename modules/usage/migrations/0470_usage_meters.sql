-- What products bill by use. A change is another row, from a later month on: `valid_from` and the months of
-- statements are as 202610. Quantities are millionths of the unit.
CREATE TABLE usage_meters (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  valid_from INTEGER NOT NULL,
  title VARCHAR(80) NOT NULL,
  unit VARCHAR(20) NOT NULL,
  metering VARCHAR(20) NOT NULL,
  whole_units SMALLINT NOT NULL,
  included BIGINT NOT NULL,
  prices TEXT NOT NULL,
  active SMALLINT NOT NULL
)
