-- What is in a cart. Prices are never stored here: they are the catalogue's at the moment of asking.
CREATE TABLE cart_items (
  id BIGINT NOT NULL PRIMARY KEY,
  cart_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  cycle VARCHAR(20) NOT NULL,
  quantity INTEGER NOT NULL,
  domain VARCHAR(253),
  hostname VARCHAR(253),
  created_at BIGINT NOT NULL
)
