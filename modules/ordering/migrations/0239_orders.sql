-- What was bought together.
CREATE TABLE orders (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  status VARCHAR(20) NOT NULL,
  invoice_id BIGINT NOT NULL,
  currency VARCHAR(3) NOT NULL,
  total BIGINT NOT NULL,
  coupon_code VARCHAR(60),
  notes VARCHAR(1000) NOT NULL,
  address VARCHAR(64) NOT NULL,
  user_agent VARCHAR(300) NOT NULL,
  cancel_reason VARCHAR(300) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
