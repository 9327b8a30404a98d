-- One price for each currency and cycle that a product is sold in, in minor units.
CREATE TABLE product_prices (
  product_id BIGINT NOT NULL,
  currency VARCHAR(3) NOT NULL,
  cycle VARCHAR(20) NOT NULL,
  price BIGINT NOT NULL,
  setup_fee BIGINT NOT NULL,
  PRIMARY KEY (product_id, currency, cycle)
)
