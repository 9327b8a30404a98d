-- modules/ordering/migrations/0246_cart_domains.sql
-- Domains in a cart. The code that moves one in is sealed; prices are the table's at the moment of
-- asking.
CREATE TABLE cart_domains (
  id BIGINT NOT NULL PRIMARY KEY,
  cart_id BIGINT NOT NULL,
  name VARCHAR(253) NOT NULL,
  action VARCHAR(20) NOT NULL,
  years INTEGER NOT NULL,
  privacy SMALLINT NOT NULL,
  extra TEXT NOT NULL,
  auth_code BLOB,
  created_at BIGINT NOT NULL
)
