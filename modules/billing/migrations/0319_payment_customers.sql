-- What a gateway calls an account of ours.
CREATE TABLE payment_customers (
  gateway VARCHAR(40) NOT NULL,
  account_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  customer VARCHAR(120) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (gateway, account_id)
)
