-- Discounts by code. Lists (products, cycles, groups) are JSON; an empty one is no restriction.
CREATE TABLE coupons (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  code VARCHAR(60) NOT NULL,
  percent VARCHAR(20),
  amount BIGINT,
  currency VARCHAR(3),
  cycles INTEGER,
  renewal_only SMALLINT NOT NULL,
  products TEXT NOT NULL,
  product_cycles TEXT NOT NULL,
  client_groups TEXT NOT NULL,
  max_uses INTEGER,
  per_client INTEGER,
  uses INTEGER NOT NULL,
  valid_from DATE,
  valid_to DATE,
  active SMALLINT NOT NULL,
  created_at BIGINT NOT NULL,
  CHECK (max_uses IS NULL OR uses <= max_uses)
)
