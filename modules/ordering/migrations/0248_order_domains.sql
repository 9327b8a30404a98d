-- modules/ordering/migrations/0248_order_domains.sql
-- Domains that were bought; `domain_id` is minted at checkout, or the one that is renewed.
CREATE TABLE order_domains (
  id BIGINT NOT NULL PRIMARY KEY,
  order_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  domain_id BIGINT NOT NULL,
  name VARCHAR(253) NOT NULL,
  action VARCHAR(20) NOT NULL,
  years INTEGER NOT NULL,
  status VARCHAR(20) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  unit_price BIGINT NOT NULL,
  total BIGINT NOT NULL
)
