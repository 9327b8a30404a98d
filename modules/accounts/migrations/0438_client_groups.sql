-- Kinds of clients, as prices, coupons and rules know them by name.
CREATE TABLE client_groups (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  description VARCHAR(300) NOT NULL,
  colour VARCHAR(7) NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (tenant_id, name)
)
