-- modules/catalog/migrations/0132_tld_prices.sql
-- What so many years cost; nothing in a column: not sold so. Without a row of their own, years cost
-- as many times one year.
CREATE TABLE tld_prices (
  tld_id BIGINT NOT NULL,
  currency VARCHAR(3) NOT NULL,
  years INTEGER NOT NULL,
  register_price BIGINT,
  transfer_price BIGINT,
  renew_price BIGINT,
  PRIMARY KEY (tld_id, currency, years)
)
