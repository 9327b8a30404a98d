-- Changes of plan: what was quoted, and whether it has happened. One is open at a time.
CREATE TABLE service_changes (
  id BIGINT NOT NULL PRIMARY KEY,
  service_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  open_of BIGINT,
  product_id BIGINT NOT NULL,
  name VARCHAR(120) NOT NULL,
  cycle VARCHAR(20) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  price BIGINT NOT NULL,
  invoice_id BIGINT,
  state VARCHAR(20) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
