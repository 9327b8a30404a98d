-- Prices that were announced to who has a service, and those that have come: the history of what it costs. `open_of` is
-- the service until the price has come or is withdrawn; `applied_from` is the first day of the term that it began with.
CREATE TABLE service_prices (
  id BIGINT NOT NULL PRIMARY KEY,
  service_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  open_of BIGINT,
  cycle VARCHAR(20) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  old_price BIGINT NOT NULL,
  price BIGINT NOT NULL,
  effective_on DATE NOT NULL,
  applied_from DATE,
  state VARCHAR(20) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (open_of)
)
